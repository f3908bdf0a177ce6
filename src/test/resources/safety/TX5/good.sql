-- Parents first, so that no foreign key stands in the way.
INSERT INTO ledger.currencies (code, name, minor_units) VALUES ('SEK', 'Swedish krona', 2);
UPDATE ledger.accounts SET currency = 'SEK' WHERE id = 4711;

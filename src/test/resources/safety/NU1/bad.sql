ALTER TABLE ledger.accounts ADD COLUMN branch text AFTER account_number;
UPDATE ledger.accounts SET status == 'dormant' WHERE balance = 0;
INSERT INTO ledger.notes (text) VALUES ('the closing quote is missing);

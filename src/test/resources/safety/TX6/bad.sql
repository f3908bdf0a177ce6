\set ON_ERROR_STOP on
UPDATE ${schema}.accounts SET status = 'dormant' WHERE id = 4711;
INSERT INTO ledger.notices (code, body) VALUES ('fees', 'Fees of ${bank}');

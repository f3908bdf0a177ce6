UPDATE ledger.accounts SET status = 'dormant' WHERE id = 4711;
INSERT INTO ledger.notices (code, body) VALUES ('fees', 'Fees of the FinGood bank');

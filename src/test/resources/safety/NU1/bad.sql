ALTER TABLE ledger.accounts ADD COLUMN iban text AFTER account_number;
UPDATE ledger.accounts SET status == 'dormant' WHERE balance = 0;
INSERT INTO ledger.notes (text) VALUES ('the closing quote is missing);

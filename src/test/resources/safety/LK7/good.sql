-- The check was added NOT VALID by the file before. With it valid, SET NOT NULL needs no scan.
ALTER TABLE ledger.accounts VALIDATE CONSTRAINT accounts_opened_on_nn;
ALTER TABLE ledger.accounts ALTER COLUMN opened_on SET NOT NULL;
ALTER TABLE ledger.accounts DROP CONSTRAINT accounts_opened_on_nn;

ALTER TABLE ledger.accounts ALTER COLUMN opened_on SET NOT NULL;

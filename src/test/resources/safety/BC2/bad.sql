-- also: DL1
ALTER TABLE ledger.transactions ADD COLUMN channel text NOT NULL;
ALTER TABLE ledger.customers DROP COLUMN legacy_note;

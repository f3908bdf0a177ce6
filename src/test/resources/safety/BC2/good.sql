-- Old releases insert without the column and get the default; nothing is rewritten.
ALTER TABLE ledger.transactions ADD COLUMN channel text NOT NULL DEFAULT 'unknown';
ALTER TABLE ledger.customers ADD COLUMN complaint_on_file boolean;

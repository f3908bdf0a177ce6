SET LOCAL lock_timeout = '2s';
ALTER TABLE ledger.transactions ADD COLUMN purpose_code text;

ALTER TABLE ledger.transactions ADD COLUMN end_to_end_id text;
CREATE INDEX CONCURRENTLY transactions_end_to_end_id_ix ON ledger.transactions (end_to_end_id);

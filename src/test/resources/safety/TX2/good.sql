-- Alone; the column was added by the file before.
CREATE INDEX CONCURRENTLY transactions_end_to_end_id_ix ON ledger.transactions (end_to_end_id);

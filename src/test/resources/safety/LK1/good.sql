-- Alone in its file: it runs outside of a transaction.
CREATE INDEX CONCURRENTLY transactions_end_to_end_id_ix ON ledger.transactions (end_to_end_id);

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS transactions_external_reference_uq
    ON ledger.transactions (external_reference);

-- A leftover of a failed build is an error here, as it should be; the file before dropped it.
CREATE UNIQUE INDEX CONCURRENTLY transactions_external_reference_uq
    ON ledger.transactions (external_reference);

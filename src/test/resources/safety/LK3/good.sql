-- The index was built concurrently by the file before.
ALTER TABLE ledger.transactions
    ADD CONSTRAINT transactions_external_reference_uq UNIQUE USING INDEX transactions_external_reference_uq;

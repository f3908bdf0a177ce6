ALTER TABLE ledger.transactions ADD CONSTRAINT transactions_external_reference_uq UNIQUE (external_reference);
ALTER TABLE ledger.exchange_rates ADD PRIMARY KEY (currency, valid_from);

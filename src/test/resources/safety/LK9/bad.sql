-- One rate at a time for a currency.
ALTER TABLE ledger.exchange_rates
    ADD CONSTRAINT exchange_rates_no_overlap EXCLUDE USING gist (currency WITH =, valid_during WITH &&);

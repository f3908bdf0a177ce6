CREATE INDEX CONCURRENTLY currencies_name_ix ON ledger.currencies (name);

DROP TABLE ledger.legacy_statements;
TRUNCATE ledger.import_errors, ledger.import_batches CASCADE;
DROP SCHEMA old_core CASCADE;

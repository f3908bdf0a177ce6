CREATE TABLE IF NOT EXISTS ledger.fee_schedule (code text PRIMARY KEY);
SELECT setval('ledger.statement_number_seq', 100000);

UPDATE ledger.accounts SET overdraft_limit = 0;
DELETE FROM ledger.import_errors WHERE true;
WITH gone AS (DELETE FROM ledger.sessions RETURNING customer_id)
INSERT INTO ledger.forced_logouts (customer_id) SELECT customer_id FROM gone;

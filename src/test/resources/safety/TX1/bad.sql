BEGIN;
UPDATE ledger.accounts SET status = 'closed' WHERE id BETWEEN 1 AND 1000 AND balance = 0;
SAVEPOINT first_batch;
COMMIT;

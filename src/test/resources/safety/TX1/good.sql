-- The runner opens and ends the transaction; the next batch is the next file.
UPDATE ledger.accounts SET status = 'closed' WHERE id BETWEEN 1 AND 1000 AND balance = 0;

-- One batch; the next file takes the next.
UPDATE ledger.accounts SET overdraft_limit = 0 WHERE id BETWEEN 1 AND 10000 AND overdraft_limit IS NULL;

UPDATE ledger.accounts SET status = 'dormant' WHERE id = 4711;

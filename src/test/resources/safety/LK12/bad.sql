-- also: RW1 TX2
LOCK TABLE ledger.accounts IN ACCESS EXCLUSIVE MODE;
VACUUM FULL ledger.postings;
CLUSTER ledger.transactions USING transactions_booked_on_ix;

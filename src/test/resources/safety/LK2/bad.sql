DROP INDEX ledger.transactions_booked_on_ix;
REINDEX INDEX ledger.postings_account_ix;
REINDEX TABLE ledger.postings;

VACUUM (ANALYZE) ledger.postings;

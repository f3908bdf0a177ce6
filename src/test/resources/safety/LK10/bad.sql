ALTER TABLE ledger.postings_by_month DETACH PARTITION ledger.postings_2019_01;
ALTER TABLE ledger.postings_by_month
    ATTACH PARTITION ledger.postings_2026_12 FOR VALUES FROM ('2026-12-01') TO ('2027-01-01');

-- The check was added NOT VALID by the file before; once valid, attaching needs no scan.
ALTER TABLE ledger.postings_2026_12 VALIDATE CONSTRAINT postings_2026_12_bound_ck;
ALTER TABLE ledger.postings_by_month
    ATTACH PARTITION ledger.postings_2026_12 FOR VALUES FROM ('2026-12-01') TO ('2027-01-01');

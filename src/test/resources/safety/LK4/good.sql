-- Guards new postings at once; the next file validates the old ones.
ALTER TABLE ledger.postings ADD CONSTRAINT postings_amount_ck CHECK (amount <> 0) NOT VALID;

ALTER TABLE ledger.postings ADD CONSTRAINT postings_amount_ck CHECK (amount <> 0);
ALTER TABLE ledger.accounts ADD COLUMN interest_rate numeric(7,4) CHECK (interest_rate BETWEEN -1 AND 1);

ALTER TABLE ledger.postings
    ADD CONSTRAINT postings_account_fk FOREIGN KEY (account_id) REFERENCES ledger.accounts (id) NOT VALID;
ALTER TABLE ledger.postings VALIDATE CONSTRAINT postings_account_fk;

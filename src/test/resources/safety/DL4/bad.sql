ALTER TABLE ledger.postings
    ADD CONSTRAINT postings_transaction_fk FOREIGN KEY (transaction_id)
    REFERENCES ledger.transactions (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE ledger.accounts DROP CONSTRAINT accounts_overdraft_limit_ck;
ALTER TABLE ledger.customers ALTER COLUMN date_of_birth DROP NOT NULL;

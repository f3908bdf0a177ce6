-- Added NOT VALID by the file before, whose lock is long gone.
ALTER TABLE ledger.postings VALIDATE CONSTRAINT postings_account_fk;

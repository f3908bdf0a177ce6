ALTER TABLE ledger.postings ALTER COLUMN amount TYPE numeric(19,4);
ALTER TABLE ledger.customers ALTER COLUMN phone SET DATA TYPE text, ALTER COLUMN city TYPE text;

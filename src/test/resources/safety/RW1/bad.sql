-- also: LK12
VACUUM (FULL, ANALYZE) ledger.postings;
ALTER TABLE ledger.postings ALTER COLUMN amount_minor SET EXPRESSION AS (amount * 1000);

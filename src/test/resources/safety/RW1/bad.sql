-- also: LK12 TX2
VACUUM (FULL, ANALYZE) ledger.postings;
ALTER TABLE ledger.postings ALTER COLUMN amount_minor SET EXPRESSION AS (amount * 1000);

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'fee_schedule') THEN
        EXECUTE 'CREATE TABLE ledger.fee_schedule (code text PRIMARY KEY)';
    END IF;
END
$$;
CALL ledger.close_month(DATE '2026-10-31');
SELECT ledger.recompute_balances('EUR');
COPY ledger.accounts TO PROGRAM 'gzip > /tmp/accounts.gz';

-- runbook:waive SC1 reason="reporting reads the new table, approved by security" ticket=SEC-118
GRANT SELECT ON ledger.daily_statements TO reporting;
CREATE FUNCTION ledger.balance_of(account bigint) RETURNS numeric
    LANGUAGE sql SECURITY INVOKER
    AS 'SELECT balance FROM ledger.accounts WHERE id = account';

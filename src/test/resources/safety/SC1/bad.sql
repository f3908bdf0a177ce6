GRANT ALL ON ledger.postings TO PUBLIC;
ALTER TABLE ledger.customers OWNER TO reporting;
ALTER TABLE ledger.customers DISABLE ROW LEVEL SECURITY;
CREATE FUNCTION ledger.balance_of(account bigint) RETURNS numeric
    LANGUAGE sql SECURITY DEFINER
    AS 'SELECT balance FROM ledger.accounts WHERE id = account';

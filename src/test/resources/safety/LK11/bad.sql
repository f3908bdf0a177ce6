CREATE TRIGGER accounts_balance_audit
    AFTER UPDATE OF balance ON ledger.accounts
    FOR EACH ROW EXECUTE FUNCTION ledger.record_balance_change();
ALTER TABLE ledger.cards DISABLE TRIGGER cards_status_audit;

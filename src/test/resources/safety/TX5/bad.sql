-- also: LK11
SET ROLE ledger_owner;
SET search_path TO archive, ledger;
SELECT set_config('session_replication_role', 'replica', false);
ALTER TABLE ledger.postings DISABLE TRIGGER ALL;

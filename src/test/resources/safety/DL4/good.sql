-- The rule has changed: the new one takes the place of the old one.
ALTER TABLE ledger.accounts
    DROP CONSTRAINT accounts_status_ck,
    ADD CONSTRAINT accounts_status_ck CHECK (status IN ('active', 'dormant', 'closed', 'frozen')) NOT VALID;

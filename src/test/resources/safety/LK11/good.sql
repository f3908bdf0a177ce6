-- The history is written by the application's own insert, so that no write waits for a trigger.
CREATE TABLE ledger.balance_history (
    account_id  bigint NOT NULL,
    changed_at  timestamptz NOT NULL,
    balance     numeric(19,2) NOT NULL,
    CONSTRAINT balance_history_pk PRIMARY KEY (account_id, changed_at)
);

CREATE TABLE ledger.disputes (
    id              bigint PRIMARY KEY,
    transaction_id  bigint NOT NULL REFERENCES ledger.transactions (id),
    opened_on       date NOT NULL
);
CREATE INDEX disputes_open_ix ON ledger.disputes (transaction_id) WHERE opened_on > DATE '2026-01-01';

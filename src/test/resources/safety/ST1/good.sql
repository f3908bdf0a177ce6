CREATE TABLE ledger.disputes (
    id              bigint PRIMARY KEY,
    transaction_id  bigint NOT NULL REFERENCES ledger.transactions (id),
    opened_on       date NOT NULL
);
CREATE INDEX disputes_transaction_ix ON ledger.disputes (transaction_id, opened_on);

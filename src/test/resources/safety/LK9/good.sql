-- A new table has the constraint before it has rows; a later release switches over.
CREATE TABLE ledger.exchange_rates_v2 (
    currency      text NOT NULL,
    rate          numeric(18,8) NOT NULL,
    valid_during  tstzrange NOT NULL,
    CONSTRAINT exchange_rates_v2_no_overlap EXCLUDE USING gist (currency WITH =, valid_during WITH &&)
);

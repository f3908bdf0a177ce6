CREATE TABLE ledger.rate_changes (
    id          serial PRIMARY KEY,
    currency    char(3) NOT NULL,
    fee_amount  double precision NOT NULL,
    changed_at  timestamp NOT NULL,
    source      json,
    note        varchar(200)
);
CREATE INDEX rate_changes_ix ON ledger.rate_changes (currency, changed_at, fee_amount, note);
CREATE TYPE ledger.rate_kind AS ENUM ('spot', 'forward');
CREATE DOMAIN ledger.positive AS numeric CHECK (VALUE > 0);

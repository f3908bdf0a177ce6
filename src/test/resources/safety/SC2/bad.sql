ALTER TABLE ledger.cards ADD COLUMN card_number text;
ALTER TABLE ledger.customers ADD COLUMN passport_number text, ADD COLUMN last_ip inet;
CREATE TABLE ledger.beneficiaries (
    id    bigint PRIMARY KEY,
    iban  text NOT NULL
);

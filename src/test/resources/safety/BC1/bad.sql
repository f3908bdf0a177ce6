ALTER TABLE ledger.cards RENAME TO payment_cards;
ALTER TABLE ledger.transactions RENAME COLUMN purpose_code TO purpose;
ALTER TYPE ledger.account_status RENAME VALUE 'restricted' TO 'frozen';
ALTER SCHEMA reporting RENAME TO reports;

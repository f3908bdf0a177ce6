-- The token stands for the number, which only the card processor knows.
ALTER TABLE ledger.cards ADD COLUMN card_token text, ADD COLUMN card_last_four text;
ALTER TABLE ledger.customers ADD COLUMN email_verified boolean;

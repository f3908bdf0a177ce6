-- Releases that know the old name go on with the view; a later one drops it.
ALTER TABLE ledger.cards RENAME TO payment_cards;
CREATE VIEW ledger.cards AS SELECT * FROM ledger.payment_cards;

-- Payments are looked up by the reference that the other bank sends.
CREATE INDEX transactions_end_to_end_id_ix ON ledger.transactions (end_to_end_id);
CREATE UNIQUE INDEX cards_active_token_uq ON ledger.cards USING btree (token, status) WHERE status = 'active';

-- now() is evaluated once, and the server keeps it as the value of all old rows: nothing is rewritten.
ALTER TABLE ledger.transactions ADD COLUMN recorded_at timestamptz DEFAULT now();
ALTER TABLE ledger.cards ADD COLUMN public_id uuid;

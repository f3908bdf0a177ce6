-- A new column; the application writes both until a later release switches over.
ALTER TABLE ledger.postings ADD COLUMN amount_exact numeric(19,4);

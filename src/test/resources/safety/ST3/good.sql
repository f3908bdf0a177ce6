-- Each rule is added without a scan; the next file validates both in one.
ALTER TABLE ledger.postings
    ADD CONSTRAINT postings_amount_ck CHECK (amount <> 0) NOT VALID,
    ADD CONSTRAINT postings_currency_nn CHECK (currency IS NOT NULL) NOT VALID;
DELETE FROM ledger.import_errors WHERE id = 4711;

ALTER TABLE ledger.accounts
    ADD CONSTRAINT accounts_currency_fk FOREIGN KEY (currency) REFERENCES ledger.currencies (code);

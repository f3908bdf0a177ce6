-- What this file makes for itself, it may drop.
CREATE TABLE ledger.fee_work AS
SELECT id, currency FROM ledger.accounts WHERE kind = 'fee-income';
INSERT INTO ledger.fee_accounts (account_id, currency) SELECT id, currency FROM ledger.fee_work;
DROP TABLE ledger.fee_work;

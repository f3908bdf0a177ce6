ALTER TYPE ledger.account_status ADD VALUE 'frozen';
UPDATE ledger.accounts SET status = 'frozen' WHERE status = 'restricted' AND currency = 'CHF';

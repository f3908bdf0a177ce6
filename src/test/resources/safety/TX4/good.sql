-- Used by the next file.
ALTER TYPE ledger.account_status ADD VALUE 'frozen' AFTER 'restricted';

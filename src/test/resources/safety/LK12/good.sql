-- Only these rows are kept from changing, not the table.
SELECT id FROM ledger.accounts WHERE status = 'restricted' AND currency = 'CHF' FOR UPDATE;

-- id: posting-currency-mismatch
-- severity: critical
-- timeout: 30s
-- keys: posting_id, transaction_id, account_id
-- population: select count(*) from postings

select p.id as posting_id, p.transaction_id, p.account_id, p.currency, a.currency as account_currency, t.currency as transaction_currency
  from postings p
  join accounts a on a.id = p.account_id
  join transactions t on t.id = p.transaction_id
 where p.currency is distinct from a.currency
    or p.currency is distinct from t.currency
 order by p.id

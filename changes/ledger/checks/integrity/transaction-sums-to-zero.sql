-- id: transaction-sums-to-zero
-- severity: critical
-- timeout: 30s
-- keys: transaction_id, currency
-- population: select count(*) from transactions
-- The founding rule of double entry, per currency since one transaction may hold two of them.

select p.transaction_id, p.currency, sum(p.amount) as difference
  from postings p
 group by p.transaction_id, p.currency
having sum(p.amount) <> 0
 order by p.transaction_id, p.currency

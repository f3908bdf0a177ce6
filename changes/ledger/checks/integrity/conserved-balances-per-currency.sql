-- id: conserved-balances-per-currency
-- severity: critical
-- timeout: 10s
-- population: select count(*) from accounts
-- conserved: true
-- The bank's own accounts are included, since money moves between accounts and never appears.

select a.currency, sum(a.balance) as total
  from accounts a
 group by a.currency
 order by a.currency

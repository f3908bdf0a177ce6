-- id: conserved-postings-per-currency
-- severity: critical
-- timeout: 30s
-- population: select count(*) from postings
-- conserved: true
-- Stays the same even when a change books transactions, as long as each of them is balanced.

select p.currency, sum(p.amount) as total
  from postings p
 group by p.currency
 order by p.currency

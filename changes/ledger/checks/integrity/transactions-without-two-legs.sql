-- id: transactions-without-two-legs
-- severity: high
-- timeout: 30s
-- keys: transaction_id
-- population: select count(*) from transactions
-- No leg at all sums to zero, so the zero-sum check can't see it.

select t.id as transaction_id, count(p.id) as legs
  from transactions t
  left join postings p on p.transaction_id = t.id
 group by t.id
having count(p.id) < 2
 order by t.id

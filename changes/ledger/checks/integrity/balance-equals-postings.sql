-- id: balance-equals-postings
-- severity: critical
-- timeout: 30s
-- keys: account_id
-- population: select count(*) from accounts
-- An account without postings has to stand at zero, so the join keeps it. A null balance is a violation too.

select a.id as account_id, a.balance, coalesce(s.total, 0) as postings_total
  from accounts a
  left join (select p.account_id, sum(p.amount) as total from postings p group by p.account_id) s on s.account_id = a.id
 where a.balance is distinct from coalesce(s.total, 0)
 order by a.id

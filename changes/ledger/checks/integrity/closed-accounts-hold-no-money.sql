-- id: closed-accounts-hold-no-money
-- severity: high
-- timeout: 10s
-- keys: account_id
-- population: select count(*) from accounts where status = 'closed'

select a.id as account_id, a.balance
  from accounts a
 where a.status = 'closed' and a.balance <> 0
 order by a.id

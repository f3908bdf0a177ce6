-- id: overdrawn-accounts
-- severity: medium
-- timeout: 10s
-- keys: account_id
-- population: select count(*) from accounts where customer_id is not null
-- warn: 1
-- fail: 25
-- A few are daily business and worth a look; many at once are a mistake.

select a.id as account_id, a.balance, a.overdraft_limit
  from accounts a
 where a.customer_id is not null
   and a.balance < -a.overdraft_limit
 order by a.id

-- id: card-lookup
-- severity: high
-- timeout: 5s
-- population: select count(*) from cards where status = 'active'
-- The question of the card gateway, which account stands behind a token.

select 'card leads to no usable account' as problem, c.id as card_id
  from cards c
  left join accounts a on a.id = c.account_id and a.status in ('active', 'dormant')
 where c.status = 'active' and a.id is null
 order by c.id;

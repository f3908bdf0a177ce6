-- id: customer-overview-query
-- timeout: 5s
-- Every login asks this once.

select c.id, a.id as account_id, a.kind, a.currency, a.balance
  from customers c
  join accounts a on a.customer_id = c.id
 where c.id = 42
 order by a.id

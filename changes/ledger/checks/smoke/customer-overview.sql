-- id: customer-overview
-- severity: high
-- timeout: 5s
-- population: select count(*) from customers
-- The first page of the mobile app, a customer with accounts and balances.

select 'customer without a current account' as problem, c.id as customer_id
  from customers c
  left join accounts a on a.customer_id = c.id and a.kind = 'current'
 where a.id is null
 order by c.id;

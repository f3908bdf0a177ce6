-- id: duplicate-customer-emails
-- severity: medium
-- timeout: 10s
-- keys: first_customer_id, last_customer_id
-- population: select count(*) from customers where email is not null
-- Reports ids only, since the address itself is personal data.

select min(c.id) as first_customer_id, max(c.id) as last_customer_id, count(*) as customers
  from customers c
 where c.email is not null
 group by lower(c.email)
having count(*) > 1
 order by min(c.id)

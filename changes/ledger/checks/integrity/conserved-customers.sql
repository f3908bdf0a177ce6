-- id: conserved-customers
-- severity: critical
-- timeout: 10s
-- population: select count(*) from customers
-- conserved: true

select count(*) as customers, min(c.id) as first_id, max(c.id) as last_id, sum(c.id) as id_total
  from customers c
 order by 1

-- id: write-and-read-back
-- severity: critical
-- timeout: 5s
-- population: select count(*) from customers
-- Writes are open again and a written value is read back. A fence that was left behind shows here first.

update customers
   set phone = '+49 30 555 0199'
 where id = (select min(c.id) from customers c);

select 'written value was not read back' as problem, c.id as customer_id
  from customers c
 where c.id = (select min(m.id) from customers m)
   and c.phone is distinct from '+49 30 555 0199';

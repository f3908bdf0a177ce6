-- id: amount-scale
-- severity: high
-- timeout: 30s
-- keys: posting_id, account_id
-- population: select count(*) from postings
-- Finds fractions of a cent after a change of type, such as a detour through a floating-point column, and empty legs.

select p.id as posting_id, p.account_id, p.amount
  from postings p
 where p.amount <> round(p.amount, 2)
    or p.amount = 0
 order by p.id

-- id: duplicate-external-references
-- severity: high
-- timeout: 30s
-- keys: first_transaction_id, last_transaction_id
-- population: select count(*) from transactions
-- A reference booked twice is a payment made twice.

select min(t.id) as first_transaction_id, max(t.id) as last_transaction_id, count(*) as bookings
  from transactions t
 group by t.external_reference
having count(*) > 1
 order by min(t.id)

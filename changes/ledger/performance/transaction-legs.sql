-- id: transaction-legs-query
-- timeout: 5s
-- The detail page of one booking.

select t.id, t.external_reference, p.id as posting_id, p.account_id, p.amount
  from transactions t
  join postings p on p.transaction_id = t.id
 where t.id = 2100042
 order by p.id

-- id: card-authorisation-query
-- timeout: 2s
-- The card gateway waits for this answer while the customer stands at the till.

select c.id as card_id, a.id as account_id, a.balance + a.overdraft_limit as available
  from cards c
  join accounts a on a.id = c.account_id
 where c.token = 'tok_bpzrk7mqceygezcgyj3s'
   and c.status = 'active'
   and a.status = 'active'

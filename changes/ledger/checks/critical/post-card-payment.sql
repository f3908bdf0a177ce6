-- id: post-card-payment
-- severity: critical
-- timeout: 10s
-- population: select count(*) from cards where status = 'active'
-- Finds the account by the card's token, as the card gateway does, and books against card settlement of that currency.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select (select max(t.id) + 1 from transactions t), 'CHECK-CARD-PAYMENT', 'card-payment', a.currency, current_date, current_timestamp,
       'Critical function: card payment'
  from cards c
  join accounts a on a.id = c.account_id
 where c.token = (select min(k.token) from cards k where k.status = 'active');

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id, c.account_id, t.currency, -9.95
  from transactions t
  join cards c on c.token = (select min(k.token) from cards k where k.status = 'active')
 where t.external_reference = 'CHECK-CARD-PAYMENT';

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id, a.id, t.currency, 9.95
  from transactions t
  join accounts a on a.currency = t.currency and a.kind = 'card-settlement'
 where t.external_reference = 'CHECK-CARD-PAYMENT';

select 'card payment does not balance' as problem, count(p.id) as legs
  from transactions t
  join postings p on p.transaction_id = t.id
 where t.external_reference = 'CHECK-CARD-PAYMENT'
having count(p.id) <> 2 or sum(p.amount) <> 0;

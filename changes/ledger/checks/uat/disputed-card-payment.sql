-- id: uat-disputed-card-payment
-- severity: high
-- timeout: 10s
-- population: select count(*) from transactions where kind = 'card-payment'
-- The customer disputes a payment, the card is blocked and the amount comes back as a child transaction.

update cards
   set status = 'blocked'
 where account_id in (select p.account_id
                        from postings p
                       where p.transaction_id = (select max(t.id) from transactions t where t.kind = 'card-payment'));

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description, parent_transaction_id)
select (select max(n.id) + 1 from transactions n), 'CHECK-CHARGEBACK', 'chargeback', t.currency, current_date, current_timestamp,
       'Chargeback', t.id
  from transactions t
 where t.id = (select max(m.id) from transactions m where m.kind = 'card-payment');

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(n.id) from postings n) + row_number() over (order by p.id), t.id, p.account_id, p.currency, -p.amount
  from transactions t
  join postings p on p.transaction_id = t.parent_transaction_id
 where t.external_reference = 'CHECK-CHARGEBACK';

select 'card is still usable' as problem, c.id
  from transactions t
  join postings p on p.transaction_id = t.id
  join cards c on c.account_id = p.account_id
 where t.external_reference = 'CHECK-CHARGEBACK' and c.status <> 'blocked'
union all
select 'customer did not get the amount back', count(p.id)
  from transactions t
  join postings p on p.transaction_id = t.id
  join accounts a on a.id = p.account_id and a.customer_id is not null
 where t.external_reference = 'CHECK-CHARGEBACK' and p.amount > 0
having count(p.id) <> 1;

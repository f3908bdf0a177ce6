-- id: uat-close-account
-- severity: medium
-- timeout: 10s
-- population: select count(*) from accounts where kind = 'savings' and status = 'active' and currency = 'EUR'
-- A savings account is emptied to the current account of the same customer, then closed.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select max(t.id) + 1, 'CHECK-CLOSING', 'transfer', 'EUR', current_date, current_timestamp, 'Closing of the savings account'
  from transactions t;

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(n.id) + 1 from postings n), t.id, a.id, 'EUR', -a.balance
  from transactions t
  join accounts a on a.id = (select min(s.id) from accounts s where s.kind = 'savings' and s.status = 'active' and s.currency = 'EUR')
 where t.external_reference = 'CHECK-CLOSING';

insert into postings (id, transaction_id, account_id, currency, amount)
select p.id + 1, p.transaction_id, c.id, 'EUR', -p.amount
  from transactions t
  join postings p on p.transaction_id = t.id
  join accounts a on a.id = p.account_id
  join accounts c on c.customer_id = a.customer_id and c.kind = 'current' and c.currency = 'EUR'
 where t.external_reference = 'CHECK-CLOSING';

update accounts
   set balance = balance + (select sum(p.amount)
                              from postings p
                              join transactions t on t.id = p.transaction_id
                             where t.external_reference = 'CHECK-CLOSING' and p.account_id = accounts.id),
       status = case kind when 'savings' then 'closed' else status end
 where id in (select p.account_id
                from postings p
                join transactions t on t.id = p.transaction_id
               where t.external_reference = 'CHECK-CLOSING');

select 'closed account still holds money' as problem, a.id as account_id
  from accounts a
 where a.status = 'closed' and a.balance <> 0
union all
select 'account was not closed', t.id
  from transactions t
 where t.external_reference = 'CHECK-CLOSING'
   and not exists (select 1
                     from postings p
                     join accounts a on a.id = p.account_id
                    where p.transaction_id = t.id and a.status = 'closed' and a.balance = 0);

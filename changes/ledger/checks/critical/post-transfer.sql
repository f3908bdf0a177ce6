-- id: post-transfer
-- severity: critical
-- timeout: 10s
-- population: select count(*) from accounts where kind = 'current' and status = 'active' and currency = 'EUR' and balance >= 25
-- Moves 25.00 EUR between two customers and proves that both ends of the booking arrived.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select max(t.id) + 1, 'CHECK-TRANSFER', 'transfer', 'EUR', current_date, current_timestamp, 'Critical function: transfer'
  from transactions t;

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id,
       (select min(a.id) from accounts a where a.kind = 'current' and a.status = 'active' and a.currency = 'EUR' and a.balance >= 25),
       'EUR', -25.00
  from transactions t
 where t.external_reference = 'CHECK-TRANSFER';

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id,
       (select max(a.id) from accounts a where a.kind = 'current' and a.status = 'active' and a.currency = 'EUR'),
       'EUR', 25.00
  from transactions t
 where t.external_reference = 'CHECK-TRANSFER';

update accounts
   set balance = balance + (select sum(p.amount)
                              from postings p
                              join transactions t on t.id = p.transaction_id
                             where t.external_reference = 'CHECK-TRANSFER' and p.account_id = accounts.id)
 where id in (select p.account_id
                from postings p
                join transactions t on t.id = p.transaction_id
               where t.external_reference = 'CHECK-TRANSFER');

select 'legs missing or not balanced' as problem, t.id as transaction_id
  from transactions t
  left join postings p on p.transaction_id = t.id
 where t.external_reference = 'CHECK-TRANSFER'
 group by t.id
having count(distinct p.account_id) <> 2 or sum(p.amount) <> 0
union all
select 'transaction was not stored', 0
 where not exists (select 1 from transactions t where t.external_reference = 'CHECK-TRANSFER')
union all
select 'balance does not follow the posting', a.id
  from accounts a
 where a.id in (select p.account_id
                  from postings p
                  join transactions t on t.id = p.transaction_id
                 where t.external_reference = 'CHECK-TRANSFER')
   and a.balance <> (select sum(p.amount) from postings p where p.account_id = a.id);

-- id: uat-payday
-- severity: high
-- timeout: 15s
-- population: select count(*) from accounts where kind = 'current' and status = 'active' and currency = 'EUR'
-- One employer pays fifty salaries in one transaction of fifty-one legs.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select max(t.id) + 1, 'CHECK-PAYDAY', 'transfer', 'EUR', current_date, current_timestamp, 'Salaries'
  from transactions t;

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(n.id) from postings n) + s.place, t.id, s.account_id, 'EUR', 2150.35
  from transactions t
 cross join (select a.id as account_id, row_number() over (order by a.id) as place
               from accounts a
              where a.kind = 'current' and a.status = 'active' and a.currency = 'EUR') s
 where t.external_reference = 'CHECK-PAYDAY' and s.place <= 50;

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(n.id) + 1 from postings n), t.id, a.id, 'EUR',
       (select -sum(p.amount) from postings p where p.transaction_id = t.id)
  from transactions t
  join accounts a on a.kind = 'clearing' and a.currency = 'EUR'
 where t.external_reference = 'CHECK-PAYDAY';

update accounts
   set balance = balance + (select sum(p.amount)
                              from postings p
                              join transactions t on t.id = p.transaction_id
                             where t.external_reference = 'CHECK-PAYDAY' and p.account_id = accounts.id)
 where id in (select p.account_id
                from postings p
                join transactions t on t.id = p.transaction_id
               where t.external_reference = 'CHECK-PAYDAY');

select 'payroll is not complete and balanced' as problem, count(p.id) as legs
  from transactions t
  join postings p on p.transaction_id = t.id
 where t.external_reference = 'CHECK-PAYDAY'
having count(p.id) <> 51 or sum(p.amount) <> 0
union all
select 'salary is missing in the balance', a.id
  from accounts a
 where a.kind = 'current' and a.status = 'active' and a.currency = 'EUR'
   and a.balance <> (select sum(p.amount) from postings p where p.account_id = a.id);

-- id: reverse-transaction
-- severity: critical
-- timeout: 10s
-- population: select count(*) from transactions where kind = 'transfer'
-- A booking is never deleted. The reversal is a child transaction with every leg negated.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description, parent_transaction_id)
select (select max(n.id) + 1 from transactions n), 'CHECK-REVERSAL', 'reversal', t.currency, current_date, current_timestamp,
       'Critical function: reversal', t.id
  from transactions t
 where t.id = (select max(m.id) from transactions m where m.kind = 'transfer');

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(n.id) from postings n) + row_number() over (order by p.id), t.id, p.account_id, p.currency, -p.amount
  from transactions t
  join postings p on p.transaction_id = t.parent_transaction_id
 where t.external_reference = 'CHECK-REVERSAL';

select 'account is not back where it was' as problem, p.account_id
  from transactions t
  join postings p on p.transaction_id in (t.id, t.parent_transaction_id)
 where t.external_reference = 'CHECK-REVERSAL'
 group by p.account_id
having sum(p.amount) <> 0
union all
select 'reversal has no legs', t.id
  from transactions t
 where t.external_reference = 'CHECK-REVERSAL'
   and not exists (select 1 from postings p where p.transaction_id = t.id)
union all
select 'reversal was not stored', 0
 where not exists (select 1 from transactions t where t.external_reference = 'CHECK-REVERSAL');

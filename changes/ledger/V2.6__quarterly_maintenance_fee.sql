-- Account maintenance fee for the third quarter of 2025, booked on its last day.
-- Charged: every active current account opened before the quarter, unless the fee is waived.
-- Id of the transaction = 7,000,000 + account id.

create table maintenance_fees (
    currency  varchar(3) not null,
    amount    numeric(19,2) not null,
    constraint maintenance_fees_pk primary key (currency),
    constraint maintenance_fees_currency_fk foreign key (currency) references currencies (code)
);

insert into maintenance_fees (currency, amount) values ('CHF', 6.90), ('EUR', 5.90), ('GBP', 4.90), ('USD', 6.50);

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description, purpose_code)
select 7000000 + a.id, 'MF-2025Q3-' || cast(a.id as varchar(10)), 'maintenance-fee', a.currency, date '2025-09-30',
       timestamp with time zone '2025-09-30 20:00:00+00', 'Account maintenance fee Q3 2025', 'CHAR'
  from accounts a
 where a.kind = 'current'
   and a.status = 'active'
   and a.opened_on < date '2025-07-01'
   and not a.fee_waived;

-- First leg: the customer pays.
insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 1, t.id, t.id - 7000000, t.currency, -f.amount
  from transactions t
  join maintenance_fees f on f.currency = t.currency
 where t.kind = 'maintenance-fee';

-- Second leg: fee income of the same currency receives.
insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 2, t.id, a.id, t.currency, f.amount
  from transactions t
  join maintenance_fees f on f.currency = t.currency
  join accounts a on a.currency = t.currency and a.kind = 'fee-income' and a.status = 'active'
 where t.kind = 'maintenance-fee';

update accounts
   set balance = balance - (select f.amount from maintenance_fees f where f.currency = accounts.currency)
 where id in (select t.id - 7000000 from transactions t where t.kind = 'maintenance-fee');

update accounts
   set balance = balance + (select sum(f.amount)
                              from transactions t
                              join maintenance_fees f on f.currency = t.currency
                             where t.kind = 'maintenance-fee' and t.currency = accounts.currency)
 where kind = 'fee-income'
   and currency in (select t.currency from transactions t where t.kind = 'maintenance-fee');

-- id: open-account
-- severity: high
-- timeout: 10s
-- population: select count(*) from customers
-- A new customer with an account and a first deposit. Names only the columns that the onboarding service fills.

insert into customers (id, full_name, email, date_of_birth, street, postcode, city, country, customer_since)
select max(c.id) + 1, 'Check Customer', 'check.customer@example.com', date '1990-05-17', 'Test Street 1', '10115', 'Berlin', 'DE', current_date
  from customers c;

insert into accounts (id, customer_id, account_number, kind, currency, status, opened_on)
select (select max(a.id) + 1 from accounts a), c.id, 'FG-CHECK-ACCOUNT', 'current', 'EUR', 'active', current_date
  from customers c
 where c.email = 'check.customer@example.com';

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select max(t.id) + 1, 'CHECK-OPENING', 'opening', 'EUR', current_date, current_timestamp, 'Opening deposit'
  from transactions t;

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id, a.id, 'EUR', 100.00
  from transactions t
  join accounts a on a.account_number = 'FG-CHECK-ACCOUNT'
 where t.external_reference = 'CHECK-OPENING';

insert into postings (id, transaction_id, account_id, currency, amount)
select (select max(p.id) + 1 from postings p), t.id, a.id, 'EUR', -100.00
  from transactions t
  join accounts a on a.kind = 'clearing' and a.currency = 'EUR'
 where t.external_reference = 'CHECK-OPENING';

update accounts
   set balance = balance + 100.00
 where account_number = 'FG-CHECK-ACCOUNT';

select 'new account is not usable' as problem
 where not exists (select 1
                     from customers c
                     join accounts a on a.customer_id = c.id
                     join postings p on p.account_id = a.id
                    where a.account_number = 'FG-CHECK-ACCOUNT'
                      and a.balance = p.amount
                      and not a.fee_waived
                      and a.overdraft_limit = 0);

-- id: account-history
-- severity: high
-- timeout: 5s
-- population: select count(*) from transactions
-- The second page of the app. A busy account has to show its bookings, each with a day and a text.

select 'booking can not be shown' as problem, t.id as transaction_id
  from transactions t
 where t.booked_on is null or t.description is null
union all
select 'no booking found for the busiest account', 0
 where not exists (select 1
                     from postings p
                     join transactions t on t.id = p.transaction_id
                     join accounts a on a.id = p.account_id
                    where a.customer_id is not null and t.kind = 'card-payment');

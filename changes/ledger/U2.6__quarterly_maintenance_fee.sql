-- Takes back what was added, amount by amount, instead of computing balances anew: a booking made since then stays as it is.
update accounts
   set balance = balance - (select sum(f.amount)
                              from transactions t
                              join maintenance_fees f on f.currency = t.currency
                             where t.kind = 'maintenance-fee' and t.currency = accounts.currency)
 where kind = 'fee-income'
   and currency in (select t.currency from transactions t where t.kind = 'maintenance-fee');

update accounts
   set balance = balance + (select f.amount from maintenance_fees f where f.currency = accounts.currency)
 where id in (select t.id - 7000000 from transactions t where t.kind = 'maintenance-fee');

delete from postings
 where transaction_id in (select t.id from transactions t where t.kind = 'maintenance-fee');

delete from transactions
 where kind = 'maintenance-fee';

drop table maintenance_fees;

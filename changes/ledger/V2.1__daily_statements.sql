-- A new table only: nothing existing is locked for longer than the foreign key takes to be declared.
create table daily_statements (
    account_id       bigint not null,
    booked_on        date not null,
    opening_balance  numeric(19,2) not null,
    debits           numeric(19,2) not null,
    credits          numeric(19,2) not null,
    closing_balance  numeric(19,2) not null,
    constraint daily_statements_pk primary key (account_id, booked_on),
    constraint daily_statements_account_fk foreign key (account_id) references accounts (id),
    constraint daily_statements_balance_ck check (closing_balance = opening_balance - debits + credits)
);

-- One row per customer account and booking day. The bank's own accounts have a general ledger report instead.
insert into daily_statements (account_id, booked_on, opening_balance, debits, credits, closing_balance)
select d.account_id, d.booked_on,
       sum(d.credits - d.debits) over (partition by d.account_id order by d.booked_on) - (d.credits - d.debits),
       d.debits, d.credits,
       sum(d.credits - d.debits) over (partition by d.account_id order by d.booked_on)
  from (select p.account_id, t.booked_on,
               sum(case when p.amount < 0 then -p.amount else 0 end) as debits,
               sum(case when p.amount > 0 then p.amount else 0 end) as credits
          from postings p
          join transactions t on t.id = p.transaction_id
          join accounts a on a.id = p.account_id
         where a.customer_id is not null
         group by p.account_id, t.booked_on) d;

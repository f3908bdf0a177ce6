-- An instant transfer of the former core system has three legs: sender -100.90, receiver +100.00, fee income +0.90.
-- The fee becomes a transaction of its own, child of the transfer. No balance changes: every account gets the same sum.
-- Id of the fee transaction = id of the transfer + 10,000,000. Nothing else is numbered that high.

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description,
                          parent_transaction_id, purpose_code)
select 10000000 + t.id, t.external_reference || '-FEE', 'fee', t.currency, t.booked_on, t.created_at,
       'Fee for instant transfer', t.id, 'CHAR'
  from transactions t
 where t.kind = 'transfer'
   and exists (select 1
                 from postings p
                 join accounts a on a.id = p.account_id
                where p.transaction_id = t.id and a.kind = 'fee-income');

-- The fee leg moves with its id: a posting that was once reported keeps its number.
update postings
   set transaction_id = 10000000 + transaction_id
 where account_id in (select a.id from accounts a where a.kind = 'fee-income')
   and transaction_id in (select f.parent_transaction_id from transactions f where f.id = 10000000 + f.parent_transaction_id);

-- The sender now pays the fee in the fee transaction ...
insert into postings (id, transaction_id, account_id, currency, amount)
select f.id * 10 + 1, f.id, s.account_id, f.currency, -p.amount
  from transactions f
  join postings p on p.transaction_id = f.id
  join postings s on s.transaction_id = f.parent_transaction_id and s.amount < 0
 where f.id = 10000000 + f.parent_transaction_id;

-- ... and that much less in the transfer.
update postings
   set amount = amount - (select p.amount
                            from postings p
                           where p.transaction_id = 10000000 + postings.transaction_id and p.amount < 0)
 where amount < 0
   and transaction_id in (select f.parent_transaction_id from transactions f where f.id = 10000000 + f.parent_transaction_id);

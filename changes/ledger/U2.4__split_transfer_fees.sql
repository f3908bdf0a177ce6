-- The same four steps backwards. A fee transaction of this change is known by its id: parent's id + 10,000,000.
update postings
   set amount = amount + (select p.amount
                            from postings p
                           where p.transaction_id = 10000000 + postings.transaction_id and p.amount < 0)
 where amount < 0
   and transaction_id in (select f.parent_transaction_id from transactions f where f.id = 10000000 + f.parent_transaction_id);

delete from postings
 where amount < 0
   and transaction_id in (select f.id from transactions f where f.id = 10000000 + f.parent_transaction_id);

update postings
   set transaction_id = transaction_id - 10000000
 where transaction_id in (select f.id from transactions f where f.id = 10000000 + f.parent_transaction_id);

delete from transactions
 where id = 10000000 + parent_transaction_id;

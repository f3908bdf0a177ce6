-- Empties the ledger, children first. Meant for a demo database only.
delete from postings where id > 0;
delete from transactions where parent_transaction_id is not null;
delete from transactions where id > 0;
delete from cards where id > 0;
delete from accounts where id > 0;
delete from customers where id > 0;

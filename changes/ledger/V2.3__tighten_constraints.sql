-- The rules that the services already follow, now kept by the database. Each has its own name, so that an error message
-- says which rule a booking broke, and so that the undo can name it.
alter table transactions add constraint transactions_external_reference_uq unique (external_reference);
alter table transactions add constraint transactions_parent_ck check (parent_transaction_id <> id);

alter table postings add constraint postings_amount_ck check (amount <> 0);

alter table accounts add constraint accounts_status_ck check (status in ('active', 'dormant', 'restricted', 'closed'));
alter table accounts add constraint accounts_overdraft_limit_ck check (overdraft_limit >= 0);
alter table accounts alter column opened_on set not null;

-- A card number can't be stored by mistake: it fits none of the three columns.
alter table cards add constraint cards_token_ck check (substring(token from 1 for 4) = 'tok_');
alter table cards add constraint cards_bin_ck check (char_length(bin) = 6);
alter table cards add constraint cards_last_four_ck check (char_length(last_four) = 4);

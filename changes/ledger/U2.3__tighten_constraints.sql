alter table cards drop constraint cards_last_four_ck;
alter table cards drop constraint cards_bin_ck;
alter table cards drop constraint cards_token_ck;

alter table accounts alter column opened_on drop not null;
alter table accounts drop constraint accounts_overdraft_limit_ck;
alter table accounts drop constraint accounts_status_ck;

alter table postings drop constraint postings_amount_ck;

alter table transactions drop constraint transactions_parent_ck;
alter table transactions drop constraint transactions_external_reference_uq;

drop index transactions_end_to_end_id_ix;
alter table transactions drop column purpose_code;
alter table transactions drop column end_to_end_id;

alter table accounts drop constraint accounts_currency_fk;
drop table currencies;

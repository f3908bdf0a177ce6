-- Children first. After U1.1 the tables are empty, so nothing is lost here.
drop table postings;
drop table transactions;
drop table cards;
drop table accounts;
drop table customers;

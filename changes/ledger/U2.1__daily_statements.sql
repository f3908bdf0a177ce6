-- Every row can be computed again from postings, so dropping the table loses nothing.
drop table daily_statements;

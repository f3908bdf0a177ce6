-- A gate that was not met and that compliance was asked to accept: who asked, what was observed, who decided and why.
create table rb_deviation (
  run varchar(120) not null,
  gate varchar(60) not null,
  number integer not null,
  observed varchar(4000) not null,
  asked_by varchar(255) not null,
  asked_because varchar(4000) not null,
  asked_at timestamp with time zone not null,
  decision varchar(60),
  decided_by varchar(255),
  decided_because varchar(4000),
  decided_at timestamp with time zone,
  primary key (run, gate, number)
);

-- One row per target, for ever: the fencing number only grows, so that a holder of the past is recognised.
create table rb_lease (
  run varchar(120),
  target varchar(60) not null primary key,
  fencing_number bigint not null,
  expires timestamp with time zone,
  taken timestamp with time zone
);

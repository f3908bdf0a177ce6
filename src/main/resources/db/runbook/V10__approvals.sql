-- Who must approve a run, and who did: asked anew in rounds, each bound to one digest. The workers that change a target read it themselves.
create table rb_approval (
  run varchar(120) not null,
  round integer not null,
  approval varchar(40) not null,
  because varchar(2000) not null,
  digest varchar(64) not null,
  undo_sha256 varchar(64),
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  usable_until timestamp with time zone not null,
  decision varchar(60),
  decided_by varchar(255),
  decided_at timestamp with time zone,
  voided_at timestamp with time zone,
  voided_because varchar(2000),
  primary key (run, round, approval)
);

-- Decision tables as they were taken in at a start: which bytes, under which number, approved by whom.
create table rb_decision_table (
  name varchar(60) not null,
  number integer not null,
  sha256 varchar(64) not null,
  origin varchar(400) not null,
  approved_by varchar(2000) not null,
  taken_in_at timestamp with time zone not null,
  primary key (name, number)
);

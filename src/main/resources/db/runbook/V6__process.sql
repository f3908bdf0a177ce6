-- What people decided, written in the transaction that completes their task: the approval table that gates read, never a variable.
create table rb_decision (
  run varchar(120) not null,
  task_key varchar(120) not null,
  task_id varchar(64) not null,
  decision varchar(60) not null,
  remark varchar(4000),
  decided_by varchar(255) not null,
  decided_at timestamp with time zone not null,
  digest varchar(64),
  primary key (run, task_id)
);
create index rb_decision_by_task on rb_decision (run, task_key, decided_at);

-- Which command a waiting task offers "by command line"; closed with the task.
create table rb_offer (
  run varchar(120) not null,
  action varchar(40) not null,
  target varchar(60) not null,
  version varchar(60) not null,
  digest varchar(64),
  open boolean not null,
  primary key (run, action)
);

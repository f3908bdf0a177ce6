-- Issues that people noticed or that a step reported, and how quickly people answered each task.
create table rb_issue (
  run varchar(120),
  id varchar(120) not null primary key,
  target varchar(60) not null,
  issue_number integer not null,
  kind varchar(40) not null,
  summary varchar(4000) not null,
  reported_by varchar(255) not null,
  reported timestamp with time zone not null,
  level varchar(4),
  outcome varchar(40),
  resolution varchar(4000),
  resolved_by varchar(255),
  resolved timestamp with time zone,
  constraint rb_issue_number unique (target, issue_number)
);
create index rb_issue_run on rb_issue (run, reported);

-- Two clocks per support level that was asked (answer, resolve), or one of the role that decides (decide); run = run or issue.
create table rb_task_clock (
  run varchar(120) not null,
  task_id varchar(64) not null,
  task_key varchar(120) not null,
  level varchar(4) not null,
  clock varchar(10) not null,
  opened timestamp with time zone not null,
  due timestamp with time zone not null,
  fired timestamp with time zone,
  repeated timestamp with time zone,
  firings integer not null,
  answered timestamp with time zone,
  answered_by varchar(255),
  completed timestamp with time zone,
  completed_by varchar(255),
  overtaken timestamp with time zone,
  primary key (task_id, level, clock)
);
create index rb_task_clock_run on rb_task_clock (run, opened);

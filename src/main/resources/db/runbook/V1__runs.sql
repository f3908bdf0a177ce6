-- Runs, what they did and what they found out. Portable between H2 and PostgreSQL.
-- No foreign keys to rb_run: an intent commits on its own, possibly before the transaction that creates its run.

create table rb_run (
    run          varchar(120) not null primary key,
    target       varchar(60)  not null,
    version      varchar(60)  not null,
    run_number   integer      not null,
    requester    varchar(120) not null,
    reason       text         not null,
    window_start timestamp with time zone,
    phase        varchar(40)  not null,
    outcome      varchar(40),
    digest       varchar(64),
    started      timestamp with time zone not null,
    finished     timestamp with time zone,
    constraint rb_run_number unique (target, version, run_number)
);

create index rb_run_target on rb_run (target, finished);

create table rb_action (
    run             varchar(120) not null,
    step            varchar(120) not null,
    attempt         integer      not null,
    started         timestamp with time zone not null,
    finished        timestamp with time zone,
    outcome         varchar(40),
    detail          text,
    done_units      integer,
    of_units        integer,
    message         text,
    progressed      timestamp with time zone,
    constraint rb_action_key primary key (run, step, attempt)
);

create table rb_fact (
    run      varchar(120) not null,
    name     varchar(120) not null,
    document text         not null,
    written  timestamp with time zone not null,
    constraint rb_fact_key primary key (run, name)
);

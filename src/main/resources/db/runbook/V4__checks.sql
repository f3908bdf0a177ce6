-- Results of checks, every attempt kept. Portable between H2 and PostgreSQL.
-- Evidence is key columns only; row hashes tell two runs apart and hold no values.

create table rb_check_suite (
    run       varchar(120) not null,
    moment    varchar(20)  not null,
    suite     varchar(20)  not null,
    attempt   integer      not null,
    target    varchar(60)  not null,
    verdict   varchar(20)  not null,
    started   timestamp with time zone not null,
    finished  timestamp with time zone not null,
    constraint rb_check_suite_key primary key (run, moment, suite, attempt)
);

create table rb_check (
    run           varchar(120) not null,
    moment        varchar(20)  not null,
    suite         varchar(20)  not null,
    attempt       integer      not null,
    place         integer      not null,
    check_id      varchar(255) not null,
    outcome       varchar(20)  not null,
    observed      bigint,
    fails_from    bigint,
    evidence      text         not null,
    warned        boolean      not null,
    severity      varchar(20)  not null,
    message       text         not null,
    conserved     boolean      not null,
    sha256        varchar(64)  not null,
    millis        bigint       not null,
    content_hash  varchar(64),
    key_hashes    text         not null,
    keys_complete boolean      not null,
    constraint rb_check_key primary key (run, moment, suite, attempt, place)
);

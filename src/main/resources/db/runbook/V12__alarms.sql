-- What is wrong now for all nodes together, one row per kind of alarm: whoever changes raised from nothing reports it, once.

create table rb_alarm (
    run           varchar(120),
    name          varchar(60) not null primary key,
    raised        timestamp with time zone,
    last_seen     timestamp with time zone,
    worst_count   integer     not null,
    worst_seconds bigint      not null
);

insert into rb_alarm (name, worst_count, worst_seconds) values ('timers-late', 0, 0);

-- The outbox: what people are told, written in the transaction that decides it, delivered after it. One row per recipient.
-- next_attempt is also the claim of the node that is delivering: the row is nobody else's until then.

create table rb_notification (
    run          varchar(120),
    id           varchar(36)  not null primary key,
    kind         varchar(60)  not null,
    channel      varchar(100) not null,
    recipients   varchar(320) not null,
    subject      varchar(200) not null,
    body         text         not null,
    message_id   varchar(320) not null unique,
    created      timestamp with time zone not null,
    sent         timestamp with time zone,
    attempts     integer      not null,
    next_attempt timestamp with time zone not null,
    last_error   varchar(1000)
);

create index rb_notification_due on rb_notification (sent, next_attempt);
create index rb_notification_run on rb_notification (run, created);

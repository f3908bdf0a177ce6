-- Index of backups. The folders are the truth; this can be rebuilt from them.
-- It keeps the manifest's SHA-256, so that a manifest changed together with its seal is noticed.

create table rb_backup (
    run                varchar(120),
    id                 varchar(80)  not null primary key,
    target             varchar(60)  not null,
    version            varchar(60),
    type               varchar(20)  not null,
    status             varchar(20)  not null,
    reason             text,
    bytes              bigint       not null,
    sha256             varchar(64)  not null,
    fingerprint_digest varchar(64)  not null,
    moment             timestamp with time zone not null,
    started            timestamp with time zone not null,
    ended              timestamp with time zone not null,
    verified           timestamp with time zone,
    folder             text         not null
);

create index rb_backup_target on rb_backup (target, started);
create index rb_backup_run on rb_backup (run);

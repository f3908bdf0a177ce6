-- What happened, in the order it was sealed. A row arrives unchained (seq is null) in the transaction of what it tells about;
-- the sealer then gives it its place once. entry counts insertions and has gaps where transactions rolled back; seq has none.

create table rb_ledger (
    run           varchar(120),
    entry         bigint generated always as identity primary key,
    id            varchar(36)  not null unique,
    type          varchar(120) not null,
    target        varchar(120),
    actor         varchar(120) not null,
    happened      timestamp with time zone not null,
    details       text         not null,
    seq           bigint,
    previous_hash varchar(64),
    hash          varchar(64),
    constraint rb_ledger_seq unique (seq)
);

create index rb_ledger_run on rb_ledger (run);
create index rb_ledger_happened on rb_ledger (happened);

-- One row, locked by whoever seals: two sealers can't fork the chain.
create table rb_ledger_head (
    only_row integer not null primary key check (only_row = 1),
    origin   varchar(80),
    seq      bigint      not null,
    hash     varchar(64)
);

insert into rb_ledger_head (only_row, seq) values (1, 0);

-- Copies of the signed checkpoints, so that a checkpoint file that was lost or shortened is noticed.
create table rb_ledger_checkpoint (
    key_id  varchar(64) not null,
    seq     bigint      not null,
    line    text        not null,
    written timestamp with time zone not null,
    constraint rb_ledger_checkpoint_key primary key (key_id, seq)
);

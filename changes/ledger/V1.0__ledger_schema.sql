-- Double-entry ledger. Ids are issued by the ledger service, not by the database: a rolled-back migration then leaves
-- no gap or moved sequence behind. Every constraint has a name, since generated names differ between databases.

create table customers (
    id              bigint not null,
    full_name       varchar(120) not null,
    email           varchar(160),
    phone           varchar(30),
    date_of_birth   date not null,
    street          varchar(120) not null,
    postcode        varchar(12) not null,
    city            varchar(60) not null,
    country         varchar(2) not null,
    customer_since  date not null,
    legacy_note     varchar(400),
    constraint customers_pk primary key (id)
);

create table accounts (
    id               bigint not null,
    customer_id      bigint,
    account_number   varchar(24) not null,
    kind             varchar(20) not null,
    currency         varchar(3) not null,
    balance          numeric(19,2) default 0 not null,
    overdraft_limit  numeric(19,2) default 0 not null,
    fee_waived       boolean default false not null,
    status           varchar(12) not null,
    opened_on        date,
    constraint accounts_pk primary key (id),
    constraint accounts_account_number_uq unique (account_number)
);

create index accounts_customer_ix on accounts (customer_id);
create index accounts_currency_ix on accounts (currency, kind);

alter table accounts add constraint accounts_customer_fk foreign key (customer_id) references customers (id);

-- Tokenised: the token stands for the card number, which this database never sees.
create table cards (
    id          bigint not null,
    account_id  bigint not null,
    token       varchar(40) not null,
    bin         varchar(6) not null,
    last_four   varchar(4) not null,
    expires_on  date not null,
    status      varchar(12) not null,
    constraint cards_pk primary key (id),
    constraint cards_token_uq unique (token)
);

create index cards_account_ix on cards (account_id);

alter table cards add constraint cards_account_fk foreign key (account_id) references accounts (id);

-- booked_on is the legal booking day. It is stored because no time zone can derive it from created_at.
create table transactions (
    id                     bigint not null,
    external_reference     varchar(40) not null,
    kind                   varchar(20) not null,
    currency               varchar(3) not null,
    booked_on              date not null,
    created_at             timestamp with time zone not null,
    description            varchar(140),
    parent_transaction_id  bigint,
    constraint transactions_pk primary key (id)
);

create index transactions_booked_on_ix on transactions (booked_on);
create index transactions_parent_ix on transactions (parent_transaction_id);

alter table transactions add constraint transactions_parent_fk
    foreign key (parent_transaction_id) references transactions (id);

-- A positive amount increases the account's balance. The postings of one transaction sum to zero.
create table postings (
    id              bigint not null,
    transaction_id  bigint not null,
    account_id      bigint not null,
    currency        varchar(3) not null,
    amount          numeric(19,2) not null,
    constraint postings_pk primary key (id)
);

create index postings_transaction_ix on postings (transaction_id);
create index postings_account_ix on postings (account_id);

alter table postings add constraint postings_transaction_fk foreign key (transaction_id) references transactions (id);
alter table postings add constraint postings_account_fk foreign key (account_id) references accounts (id);

-- Invented customers and their bookings, the same on every run: arithmetic on row numbers, no random values.
-- Posting ids are transaction id * 10 + leg. The seed tables exist during this script only.

create table seed_numbers (n bigint not null, constraint seed_numbers_pk primary key (n));

insert into seed_numbers (n)
select a.d * 1000 + b.d * 100 + c.d * 10 + e.d + 1
  from (values (0), (1)) as a(d)
 cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as b(d)
 cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as c(d)
 cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as e(d);

-- The handle is the name in plain letters: lower-casing accents depends on the database's locale.
create table seed_given_names (n bigint not null, name varchar(30) not null, handle varchar(30) not null,
                               constraint seed_given_names_pk primary key (n));

insert into seed_given_names (n, name, handle) values
    (0, 'Anna', 'anna'), (1, 'Ben', 'ben'), (2, 'Chloé', 'chloe'), (3, 'David', 'david'), (4, 'Elena', 'elena'),
    (5, 'Finn', 'finn'), (6, 'Grace', 'grace'), (7, 'Hugo', 'hugo'), (8, 'Inés', 'ines'), (9, 'Jakob', 'jakob'),
    (10, 'Katarina', 'katarina'), (11, 'Liam', 'liam'), (12, 'Marta', 'marta'), (13, 'Noah', 'noah'), (14, 'Olivia', 'olivia'),
    (15, 'Paul', 'paul'), (16, 'Quentin', 'quentin'), (17, 'Rosa', 'rosa'), (18, 'Samuel', 'samuel'), (19, 'Teresa', 'teresa'),
    (20, 'Uma', 'uma'), (21, 'Viktor', 'viktor'), (22, 'Wendy', 'wendy'), (23, 'Yusuf', 'yusuf'), (24, 'Zoë', 'zoe'),
    (25, 'Amara', 'amara'), (26, 'Björn', 'bjorn'), (27, 'Clara', 'clara'), (28, 'Dmitri', 'dmitri'), (29, 'Emily', 'emily'),
    (30, 'Farid', 'farid'), (31, 'Giulia', 'giulia'), (32, 'Henrik', 'henrik'), (33, 'Isabel', 'isabel'), (34, 'Jonas', 'jonas'),
    (35, 'Kwame', 'kwame'), (36, 'Lucía', 'lucia'), (37, 'Mehmet', 'mehmet'), (38, 'Nadia', 'nadia'), (39, 'Oscar', 'oscar');

create table seed_family_names (n bigint not null, name varchar(30) not null, handle varchar(30) not null,
                                constraint seed_family_names_pk primary key (n));

insert into seed_family_names (n, name, handle) values
    (0, 'Albrecht', 'albrecht'), (1, 'Bernard', 'bernard'), (2, 'Castillo', 'castillo'), (3, 'De Vries', 'devries'), (4, 'Evans', 'evans'),
    (5, 'Fischer', 'fischer'), (6, 'García', 'garcia'), (7, 'Hoffmann', 'hoffmann'), (8, 'Ivanova', 'ivanova'), (9, 'Jensen', 'jensen'),
    (10, 'Keller', 'keller'), (11, 'Lefèvre', 'lefevre'), (12, 'Müller', 'mueller'), (13, 'Nowak', 'nowak'), (14, 'O''Connor', 'oconnor'),
    (15, 'Patel', 'patel'), (16, 'Quinn', 'quinn'), (17, 'Rossi', 'rossi'), (18, 'Schmidt', 'schmidt'), (19, 'Taylor', 'taylor'),
    (20, 'Ueda', 'ueda'), (21, 'Varga', 'varga'), (22, 'Williams', 'williams'), (23, 'Yilmaz', 'yilmaz'), (24, 'Zimmermann', 'zimmermann'),
    (25, 'Andersson', 'andersson'), (26, 'Brown', 'brown'), (27, 'Costa', 'costa'), (28, 'Dubois', 'dubois'), (29, 'Eriksen', 'eriksen'),
    (30, 'Ferrari', 'ferrari'), (31, 'Gruber', 'gruber'), (32, 'Hughes', 'hughes'), (33, 'Okafor', 'okafor'), (34, 'Janssen', 'janssen'),
    (35, 'Kowalski', 'kowalski'), (36, 'Lindqvist', 'lindqvist'), (37, 'Moreau', 'moreau'), (38, 'Novák', 'novak'), (39, 'Ortega', 'ortega');

create table seed_cities (n bigint not null, city varchar(60) not null, country varchar(2) not null,
                          postcode varchar(12) not null, street varchar(60) not null, dial varchar(8) not null,
                          constraint seed_cities_pk primary key (n));

insert into seed_cities (n, city, country, postcode, street, dial) values
    (0, 'Berlin', 'DE', '10115', 'Gartenstraße', '+49 30'),      (1, 'Hamburg', 'DE', '20095', 'Lange Reihe', '+49 40'),
    (2, 'Munich', 'DE', '80331', 'Blumenstraße', '+49 89'),      (3, 'Leipzig', 'DE', '04109', 'Brühl', '+49 341'),
    (4, 'Paris', 'FR', '75011', 'rue Oberkampf', '+33 1'),       (5, 'Lyon', 'FR', '69002', 'rue Mercière', '+33 4'),
    (6, 'Nantes', 'FR', '44000', 'rue Crébillon', '+33 2'),      (7, 'Amsterdam', 'NL', '1017 AB', 'Prinsengracht', '+31 20'),
    (8, 'Rotterdam', 'NL', '3011 CD', 'Hoogstraat', '+31 10'),   (9, 'Dublin', 'IE', 'D02 XY45', 'Baggot Street', '+353 1'),
    (10, 'Madrid', 'ES', '28004', 'Calle de Fuencarral', '+34 91'), (11, 'Milan', 'IT', '20121', 'Via Solferino', '+39 02'),
    (12, 'London', 'GB', 'N1 7GU', 'Upper Street', '+44 20'),    (13, 'Manchester', 'GB', 'M1 1AE', 'Oldham Street', '+44 161'),
    (14, 'Edinburgh', 'GB', 'EH1 1YZ', 'Rose Street', '+44 131'), (15, 'Bristol', 'GB', 'BS1 4DJ', 'Park Row', '+44 117'),
    (16, 'Cardiff', 'GB', 'CF10 1EP', 'Castle Street', '+44 29'), (17, 'Zurich', 'CH', '8001', 'Langstrasse', '+41 44'),
    (18, 'Geneva', 'CH', '1204', 'rue du Rhône', '+41 22'),      (19, 'Basel', 'CH', '4051', 'Spalenberg', '+41 61'),
    (20, 'New York', 'US', '10003', 'Bleecker Street', '+1 212'), (21, 'Boston', 'US', '02116', 'Newbury Street', '+1 617'),
    (22, 'Chicago', 'US', '60614', 'Clark Street', '+1 312'),    (23, 'Seattle', 'US', '98101', 'Pike Street', '+1 206');

insert into customers (id, full_name, email, phone, date_of_birth, street, postcode, city, country, customer_since, legacy_note)
select s.n,
       g.name || ' ' || f.name,
       g.handle || '.' || f.handle || cast(s.n as varchar(10)) || '@example.com',
       c.dial || ' 555 ' || lpad(cast(mod(s.n * 37, 10000) as varchar(10)), 4, '0'),
       cast(date '1946-03-01' + mod(s.n * 487, 18500) * interval '1' day as date),
       c.street || ' ' || cast(mod(s.n * 3, 180) + 1 as varchar(10)),
       c.postcode, c.city, c.country,
       cast(date '2016-01-04' + mod(s.n * 29, 1090) * interval '1' day as date),
       case mod(s.n, 21)
            when 4  then 'Taken over from the former core system. Prefers to be called after 17:00.'
            when 11 then 'Complaint ' || cast(2014 + mod(s.n, 4) as varchar(10)) || '/' || cast(s.n as varchar(10)) || ' about a branch fee, settled.'
            when 18 then 'Power of attorney held by a relative, paper file ' || cast(s.n as varchar(10)) || '.'
       end
  from seed_numbers s
  join seed_given_names g on g.n = mod(s.n, 40)
  join seed_family_names f on f.n = mod(s.n * 7 + s.n / 40, 40)
  join seed_cities c on c.n = mod(s.n * 11, 24)
 where s.n <= 1500;

-- The bank's own accounts. GBP and CHF fee income is restricted since those books moved to a new
-- legal entity: bookings there are allowed, but the finance team reviews each of them.
insert into accounts (id, customer_id, account_number, kind, currency, status, opened_on) values
    (11, null, 'FG-BANK-EUR-CLEAR', 'clearing', 'EUR', 'active', date '2016-01-04'),
    (12, null, 'FG-BANK-EUR-FEES', 'fee-income', 'EUR', 'active', date '2016-01-04'),
    (13, null, 'FG-BANK-EUR-INTEREST', 'interest-expense', 'EUR', 'active', date '2016-01-04'),
    (14, null, 'FG-BANK-EUR-CARDS', 'card-settlement', 'EUR', 'active', date '2016-01-04'),
    (21, null, 'FG-BANK-USD-CLEAR', 'clearing', 'USD', 'active', date '2016-01-04'),
    (22, null, 'FG-BANK-USD-FEES', 'fee-income', 'USD', 'active', date '2016-01-04'),
    (23, null, 'FG-BANK-USD-INTEREST', 'interest-expense', 'USD', 'active', date '2016-01-04'),
    (24, null, 'FG-BANK-USD-CARDS', 'card-settlement', 'USD', 'active', date '2016-01-04'),
    (31, null, 'FG-BANK-GBP-CLEAR', 'clearing', 'GBP', 'active', date '2016-01-04'),
    (32, null, 'FG-BANK-GBP-FEES', 'fee-income', 'GBP', 'restricted', date '2016-01-04'),
    (33, null, 'FG-BANK-GBP-INTEREST', 'interest-expense', 'GBP', 'active', date '2016-01-04'),
    (34, null, 'FG-BANK-GBP-CARDS', 'card-settlement', 'GBP', 'active', date '2016-01-04'),
    (41, null, 'FG-BANK-CHF-CLEAR', 'clearing', 'CHF', 'active', date '2016-01-04'),
    (42, null, 'FG-BANK-CHF-FEES', 'fee-income', 'CHF', 'restricted', date '2016-01-04'),
    (43, null, 'FG-BANK-CHF-INTEREST', 'interest-expense', 'CHF', 'active', date '2016-01-04'),
    (44, null, 'FG-BANK-CHF-CARDS', 'card-settlement', 'CHF', 'active', date '2016-01-04');

-- A current account in the home currency for everyone.
insert into accounts (id, customer_id, account_number, kind, currency, overdraft_limit, fee_waived, status, opened_on)
select 100000 + c.id, c.id, 'FG10-' || lpad(cast(c.id as varchar(10)), 6, '0'), 'current',
       case c.country when 'GB' then 'GBP' when 'CH' then 'CHF' when 'US' then 'USD' else 'EUR' end,
       mod(c.id, 4) * 500,
       mod(c.id, 9) = 0,
       case when mod(c.id, 113) = 0 then 'closed' when mod(c.id, 41) = 0 then 'dormant' else 'active' end,
       cast(date '2019-01-07' + mod(c.id * 31, 1800) * interval '1' day as date)
  from customers c;

-- Savings for two customers in three.
insert into accounts (id, customer_id, account_number, kind, currency, status, opened_on)
select 200000 + c.id, c.id, 'FG20-' || lpad(cast(c.id as varchar(10)), 6, '0'), 'savings', a.currency,
       case when mod(c.id, 127) = 0 then 'closed' else 'active' end,
       cast(a.opened_on + mod(c.id * 5, 60) * interval '1' day as date)
  from customers c
  join accounts a on a.id = 100000 + c.id
 where mod(c.id, 3) <> 0;

-- A second current account in a foreign currency for the others.
insert into accounts (id, customer_id, account_number, kind, currency, status, opened_on)
select 300000 + c.id, c.id, 'FG30-' || lpad(cast(c.id as varchar(10)), 6, '0'), 'current',
       case a.currency when 'EUR' then 'USD' else 'EUR' end,
       'active',
       cast(a.opened_on + mod(c.id * 5, 60) * interval '1' day as date)
  from customers c
  join accounts a on a.id = 100000 + c.id
 where mod(c.id, 3) = 0;

-- Every position of the alphabet string starts a different group of four, so a token is unique by its first two groups.
insert into cards (id, account_id, token, bin, last_four, expires_on, status)
select 500000 + s.n, a.id,
       'tok_' || substring(x.letters from cast(mod(s.n, 50) + 1 as integer) for 4)
              || substring(x.letters from cast(mod(s.n / 50, 50) + 1 as integer) for 4)
              || substring(x.letters from cast(mod(s.n * 13, 50) + 1 as integer) for 4)
              || substring(x.letters from cast(mod(s.n * 29, 50) + 1 as integer) for 4)
              || substring(x.letters from cast(mod(s.n * 41, 50) + 1 as integer) for 4),
       case mod(s.n, 3) when 0 then '402360' when 1 then '516361' else '545250' end,
       lpad(cast(mod(s.n * 7919, 10000) as varchar(10)), 4, '0'),
       cast(date '2026-01-31' + mod(s.n * 17, 1000) * interval '1' day as date),
       case when mod(s.n, 53) = 0 then 'blocked' else 'active' end
  from seed_numbers s
  join accounts a on a.id = 100001 + mod(s.n - 1, 1500) and a.status = 'active'
 cross join (values ('k7mqx2vadhw9trbnp4ezcgyj3sfu8kxhmd5wq6avtnbpzrceyg9jsu2f7')) as x(letters);

-- Opening deposits, booked against the clearing account of the currency.
insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select 1000000 + a.id, 'OPEN-' || cast(a.id as varchar(10)), 'opening', a.currency, a.opened_on,
       timestamp with time zone '2019-01-07 08:00:00+00'
           + ((mod(a.customer_id * 31, 1800) + case when a.id < 200000 then 0 else mod(a.customer_id * 5, 60) end) * 1440
              + mod(a.id, 480)) * interval '1' minute,
       'Opening deposit'
  from accounts a
 where a.customer_id is not null and a.status <> 'closed';

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 1, t.id, t.id - 1000000, t.currency,
       cast(cast(150000 + mod(t.id * 7919, 1200000) as numeric(19,2)) / 100 as numeric(19,2))
  from transactions t
 where t.kind = 'opening';

insert into postings (id, transaction_id, account_id, currency, amount)
select p.id + 1, p.transaction_id, a.id, p.currency, -p.amount
  from postings p
  join accounts a on a.currency = p.currency and a.kind = 'clearing';

-- Transfers go to a neighbour in a circle of active accounts of one currency: 7 places on, then for every second
-- sender 31 places on. Every third transfer is instant and carries its fee as a third leg, as the former core system did.
create table seed_circle (currency varchar(3) not null, place bigint not null, places bigint not null, account_id bigint not null,
                          constraint seed_circle_pk primary key (currency, place));

insert into seed_circle (currency, place, places, account_id)
select a.currency,
       row_number() over (partition by a.currency order by a.id) - 1,
       count(*) over (partition by a.currency),
       a.id
  from accounts a
 where a.kind = 'current' and a.status = 'active';

create table seed_transfers (id bigint not null, currency varchar(3) not null, sender_id bigint not null, receiver_id bigint not null,
                             amount numeric(19,2) not null, fee numeric(19,2) not null, day_offset bigint not null,
                             constraint seed_transfers_pk primary key (id));

insert into seed_transfers (id, currency, sender_id, receiver_id, amount, fee, day_offset)
select (1 + r.n) * 1000000 + s.account_id, s.currency, s.account_id, t.account_id,
       cast(cast(1000 + mod(s.account_id * 1237 + r.n * 411, 29000) as numeric(19,2)) / 100 as numeric(19,2)),
       case when mod(s.place + r.n, 3) <> 0 then 0 when s.currency = 'GBP' then 0.80 when s.currency = 'CHF' then 0.95 else 0.90 end,
       mod(s.account_id * 53 + r.n * 97, 540)
  from seed_circle s
 cross join (values (1, 7), (2, 31)) as r(n, shift)
  join seed_circle t on t.currency = s.currency and t.place = mod(s.place + r.shift, s.places)
 where r.n = 1 or mod(s.place, 2) = 0;

insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select t.id, 'TRF-' || cast(t.id as varchar(10)), 'transfer', t.currency,
       cast(date '2024-01-02' + t.day_offset * interval '1' day as date),
       timestamp with time zone '2024-01-02 06:00:00+00' + (t.day_offset * 1440 + mod(t.id * 19, 900)) * interval '1' minute,
       case mod(t.id, 5) when 0 then 'Rent' when 1 then 'Shared dinner' when 2 then 'Invoice' when 3 then 'Holiday fund' else 'Thank you' end
  from seed_transfers t;

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 1, t.id, t.sender_id, t.currency, -(t.amount + t.fee) from seed_transfers t;

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 2, t.id, t.receiver_id, t.currency, t.amount from seed_transfers t;

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 3, t.id, a.id, t.currency, t.fee
  from seed_transfers t
  join accounts a on a.currency = t.currency and a.kind = 'fee-income'
 where t.fee > 0;

-- One or two payments for each card in use.
insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select (3 + r.n) * 1000000 + c.id, 'CARD-' || cast(r.n as varchar(10)) || '-' || cast(c.id as varchar(10)), 'card-payment', a.currency,
       cast(date '2024-02-01' + mod(c.id * 61 + r.n * 83, 540) * interval '1' day as date),
       timestamp with time zone '2024-02-01 06:30:00+00'
           + (mod(c.id * 61 + r.n * 83, 540) * 1440 + mod(c.id * 23, 840)) * interval '1' minute,
       case mod(c.id + r.n, 6) when 0 then 'Grocery store' when 1 then 'Railway ticket' when 2 then 'Bookshop'
            when 3 then 'Pharmacy' when 4 then 'Restaurant' else 'Online marketplace' end
  from cards c
  join accounts a on a.id = c.account_id
 cross join (values (1), (2)) as r(n)
 where c.status = 'active' and (r.n = 1 or mod(c.id, 2) = 0);

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 1, t.id, c.account_id, t.currency,
       -cast(cast(250 + mod(t.id * 331, 14750) as numeric(19,2)) / 100 as numeric(19,2))
  from transactions t
  join cards c on c.id = mod(t.id, 1000000)
 where t.kind = 'card-payment';

insert into postings (id, transaction_id, account_id, currency, amount)
select p.id + 1, p.transaction_id, a.id, p.currency, -p.amount
  from postings p
  join transactions t on t.id = p.transaction_id and t.kind = 'card-payment'
  join accounts a on a.currency = p.currency and a.kind = 'card-settlement';

-- Interest for 2024 on savings.
insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
select 6000000 + a.id, 'INT-2024-' || cast(a.id as varchar(10)), 'interest', a.currency, date '2024-12-31',
       timestamp with time zone '2024-12-31 20:00:00+00', 'Interest 2024'
  from accounts a
 where a.kind = 'savings' and a.status = 'active';

insert into postings (id, transaction_id, account_id, currency, amount)
select t.id * 10 + 1, t.id, t.id - 6000000, t.currency, cast(round(p.amount * 0.0125, 2) as numeric(19,2))
  from transactions t
  join postings p on p.transaction_id = t.id - 5000000 and p.account_id = t.id - 6000000
 where t.kind = 'interest';

insert into postings (id, transaction_id, account_id, currency, amount)
select p.id + 1, p.transaction_id, a.id, p.currency, -p.amount
  from postings p
  join transactions t on t.id = p.transaction_id and t.kind = 'interest'
  join accounts a on a.currency = p.currency and a.kind = 'interest-expense';

update accounts
   set balance = (select sum(p.amount) from postings p where p.account_id = accounts.id)
 where exists (select 1 from postings p where p.account_id = accounts.id);

drop table seed_transfers;
drop table seed_circle;
drop table seed_cities;
drop table seed_family_names;
drop table seed_given_names;
drop table seed_numbers;

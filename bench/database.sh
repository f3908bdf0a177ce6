# Sourced by the measurements beside it: a PostgreSQL server of its own with a ledger of about BENCH_MB megabytes, a role that is no
# superuser, and a configuration that names it as target 'ledger'. Expects $root and $work; stops the server at exit.
#   BENCH_MB    size of the database, 1000
#   BENCH_PG    folder of initdb, pg_ctl, psql, pg_dump and pg_restore; else those on the PATH or the newest of Debian's
#   BENCH_PORT  port on 127.0.0.1, 5493
#   BENCH_USER  who runs the server when this is called by root, postgres
size=${BENCH_MB:-1000}
port=${BENCH_PORT:-5493}
initdb=$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1) || :
pg=${BENCH_PG:-$(dirname -- "$(readlink -f -- "$initdb")")}
[ -x "$pg/initdb" ] && [ -x "$pg/pg_restore" ] || { echo "bench: no PostgreSQL found; set BENCH_PG to the folder of initdb" >&2; exit 1; }
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=runbook PGPASSWORD=bench PGDATABASE=ledger

as_server() {
    if [ "$(id -u)" = 0 ]; then runuser -u "${BENCH_USER:-postgres}" -- "$@"; else "$@"; fi
}

stop_server() {
    as_server "$pg/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1 || :
    rm -rf "$work"
}

start_server() {
    mkdir "$work/db"
    chmod 711 "$work"
    [ "$(id -u)" != 0 ] || chown "${BENCH_USER:-postgres}" "$work/db"
    trap stop_server EXIT
    echo "$PGPASSWORD" >"$work/password"
    chmod 644 "$work/password"
    (
        cd "$work/db"
        as_server "$pg/initdb" -D "$work/db" -U postgres -A scram-sha-256 --pwfile "$work/password" --locale=C -E UTF8
        as_server "$pg/pg_ctl" -D "$work/db" -w -l "$work/db/server.log" -o "-p $port -h 127.0.0.1 -k $work/db
            -c shared_buffers=256MB -c max_wal_size=4GB" start
    ) >"$work/server" 2>&1 || { tail -n 5 "$work/server" >&2; exit 1; }
}

# The same rows each time. A posting takes about 190 bytes with its two indexes.
fill_database() {
    PGUSER=postgres "$pg/psql" -qX -v ON_ERROR_STOP=1 -d postgres <<'SQL'
CREATE ROLE runbook LOGIN CREATEDB PASSWORD 'bench';
GRANT pg_signal_backend, pg_read_all_stats TO runbook;
CREATE DATABASE ledger OWNER runbook;
SQL
    "$pg/psql" -qX -v ON_ERROR_STOP=1 -v rows="$((size * 4200))" <<'SQL'
CREATE TABLE accounts (id bigint PRIMARY KEY, iban text NOT NULL, holder text NOT NULL, balance numeric(18, 2) NOT NULL);
CREATE TABLE postings (id bigint PRIMARY KEY, account_id bigint NOT NULL, booked_on date NOT NULL, amount numeric(18, 2) NOT NULL,
    reference text NOT NULL, note text NOT NULL);
INSERT INTO accounts SELECT i, 'GB' || lpad(i::text, 20, '0'), md5(i::text), i % 9973 FROM generate_series(1, :rows / 50) i;
INSERT INTO postings SELECT i, i % (:rows / 50) + 1, date '2020-01-01' + (i % 2000)::int, (i % 20011) - 10005,
    md5((i * 7)::text), md5((i * 11)::text) || md5((i * 13)::text) FROM generate_series(1, :rows) i;
CREATE INDEX postings_account_ix ON postings (account_id);
ALTER TABLE postings ADD CONSTRAINT postings_account_fk FOREIGN KEY (account_id) REFERENCES accounts;
VACUUM ANALYZE accounts, postings;
SQL
}

# A change that is modest beside the size of the database: a column, filled for each account, with an index.
write_change() {
    mkdir -p "$work/changes" "$work/backups"
    cat >"$work/changes/V1.1__risk_class.sql" <<'SQL'
ALTER TABLE accounts ADD COLUMN risk_class text;
UPDATE accounts SET risk_class = CASE WHEN id % 100 = 0 THEN 'watched' ELSE 'standard' END;
CREATE INDEX accounts_risk_class_ix ON accounts (risk_class);
SQL
    cat >"$work/changes/U1.1__risk_class.sql" <<'SQL'
DROP INDEX accounts_risk_class_ix;
ALTER TABLE accounts DROP COLUMN risk_class;
SQL
    cat >"$work/runbook.yml" <<YAML
runbook:
  targets:
    ledger:
      environment: staging
      url: jdbc:postgresql://127.0.0.1:$port/ledger
      username: runbook
      password: bench
      changes: $work/changes
      backups: $work/backups
      postgres: { bin: $pg, jobs: 2 }
YAML
}

runbook() {
    "$root/runbook" --config "$work/runbook.yml" "$@"
}

# fingerprint DATABASE: what the product asks of each table's rows, by psql.
fingerprint() {
    "$pg/psql" -qAtX -d "$1" -F '|' -f "$root/src/main/resources/com/fingood/runbook/target/postgresql-tables.sql" |
        while IFS='|' read -r table columns; do
            "$pg/psql" -qAtX -d "$1" -c "SELECT '$table', count(*), sum(hashtextextended(ROW($columns)::text COLLATE \"C\", 0)),
                sum(hashtextextended(ROW($columns)::text COLLATE \"C\", 1)) FROM ONLY $table"
        done
}

say_where() {
    local bytes
    bytes=$("$pg/psql" -qAtX -c "SELECT pg_database_size('ledger') / 1000000")
    echo "$bytes MB, $(du -sm "$work/backups" | cut -f1) MB dumped; $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $("$pg/postgres" --version), Java $(java -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'); $runs runs"
}

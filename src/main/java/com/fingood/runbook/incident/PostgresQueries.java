package com.fingood.runbook.incident;

import java.util.LinkedHashMap;
import java.util.Map;

/** What PostgreSQL is asked about itself, by file. Settings that may hold a login, a key or a command are left out. */
final class PostgresQueries {

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "activity.json",
                """
                select pid, backend_type, datname, usename, application_name, client_addr, backend_start, xact_start, query_start,
                       state_change, state, wait_event_type, wait_event, backend_xid, backend_xmin, query as statement
                from pg_catalog.pg_stat_activity order by xact_start nulls last, pid""");
        ALL.put(
                "locks.json",
                """
                select l.pid, l.locktype, l.mode, l.granted, l.fastpath, l.database, n.nspname as schema, c.relname as relation,
                       l.virtualtransaction, l.transactionid, pg_catalog.pg_blocking_pids(l.pid) as blocked_by
                from pg_catalog.pg_locks l
                left join pg_catalog.pg_class c on c.oid = l.relation
                     and l.database in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
                left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                order by l.granted, l.pid""");
        ALL.put(
                "prepared-transactions.json",
                "select transaction, prepared, owner, database from pg_catalog.pg_prepared_xacts order by prepared");
        ALL.put(
                "replication.json",
                """
                select pg_catalog.pg_is_in_recovery() as in_recovery, r.pid, r.application_name, r.state, r.sync_state, r.write_lag,
                       r.flush_lag, r.replay_lag, s.slot_name, s.slot_type, s.active, s.wal_status
                from pg_catalog.pg_stat_replication r
                full join pg_catalog.pg_replication_slots s on s.active_pid = r.pid""");
        ALL.put(
                "settings.json",
                """
                select name, setting, unit, source, sourcefile is not null as in_file, pending_restart
                from pg_catalog.pg_settings
                where name not like '%.%' and name not like '%command%' and name not like '%conninfo%'
                  and name not like '%passphrase%' and name not like '%password%'
                order by name""");
        ALL.put(
                "databases.json",
                """
                select datname, pg_catalog.pg_get_userbyid(datdba) as owner, datallowconn, datconnlimit, datacl,
                       pg_catalog.age(datfrozenxid) as transaction_age
                from pg_catalog.pg_database order by datname""");
    }

    private PostgresQueries() {}
}

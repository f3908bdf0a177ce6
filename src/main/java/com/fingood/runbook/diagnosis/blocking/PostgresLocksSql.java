package com.fingood.runbook.diagnosis.blocking;

/** The questions to PostgreSQL's catalogues. One text says who is a root and who is protected, for looking and for ending alike. */
final class PostgresLocksSql {

    /**
     * Who is involved. {@code pg_locks} shows everybody's locks to everybody; {@code pg_blocking_pids} names leaders in place of their
     * parallel workers, also those ahead in a queue, and 0 for a prepared transaction.
     */
    private static final String INVOLVED =
            """
            WITH lock AS MATERIALIZED (SELECT * FROM pg_catalog.pg_locks),
            activity AS MATERIALIZED (
              SELECT a.*, coalesce((pg_catalog.to_jsonb(a) ->> 'leader_pid')::int, a.pid) AS leader FROM pg_catalog.pg_stat_activity a),
            waiting AS MATERIALIZED (
              SELECT DISTINCT ON (a.leader) a.leader AS pid, l.pid AS member, l.locktype, l.mode, l.database, l.relation, l.page, l.tuple,
                     l.virtualxid, l.transactionid, l.classid, l.objid, l.objsubid
              FROM lock l JOIN activity a ON a.pid = l.pid WHERE NOT l.granted ORDER BY a.leader, l.pid),
            edge AS MATERIALIZED (
              SELECT DISTINCT w.pid AS waiter, b.blocker FROM waiting w
              CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.member)) AS b (blocker)
              WHERE b.blocker <> w.pid AND (b.blocker = 0 OR b.blocker IN (SELECT pid FROM activity))),
            """;

    /** Why a session must be left alone, first reason first; null = it may be ended. */
    private static final String SESSION =
            """
            session AS (
              SELECT a.*, CASE
                WHEN a.pid = pg_catalog.pg_backend_pid() THEN 'it is the session that asks'
                WHEN pg_catalog.starts_with(a.application_name, 'runbook/')
                  THEN 'it is our own work; end the ones that hold it up, or cancel its run'
                WHEN a.backend_start IS NULL
                  THEN format('what it does is hidden from us: GRANT pg_read_all_stats TO %I', current_user)
                WHEN a.backend_type = 'walsender' THEN 'it is replication: a standby or a backup hangs on it'
                WHEN a.backend_type = 'autovacuum worker' AND a.query LIKE '%to prevent wraparound%'
                  THEN 'it is a vacuum that keeps the server from stopping for want of transaction ids'
                WHEN a.backend_type = 'parallel worker' THEN format('it works for session %s; see that one', a.leader)
                WHEN a.backend_type NOT IN ('client backend', 'autovacuum worker')
                  THEN format('it is a process of the server itself: %s', a.backend_type)
                WHEN r.rolsuper AND NOT me.rolsuper THEN 'it belongs to a superuser, whom only a superuser may end'
                WHEN NOT pg_catalog.pg_has_role(coalesce(a.usesysid, 0), 'USAGE') AND NOT pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')
                  THEN format('our role may not end it: GRANT pg_signal_backend TO %I', current_user)
              END AS protection
              FROM activity a LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
              JOIN pg_catalog.pg_roles me ON me.rolname = current_user)
            """;

    static final String SESSIONS = INVOLVED + SESSION
            + """
            SELECT s.pid, s.backend_start, s.application_name, coalesce(s.usename, 'the server'), s.state,
                   s.xact_start, CASE WHEN s.state = 'active' THEN s.query_start ELSE s.state_change END AS since,
                   CASE WHEN s.backend_start IS NULL THEN NULL ELSE s.query END AS query, s.protection,
                   coalesce(s.datname = pg_catalog.current_database(), false), pg_catalog.statement_timestamp(),
                   CASE WHEN w.pid IS NULL THEN NULL ELSE w.mode || ' on ' || CASE
                     WHEN w.locktype = 'relation' THEN coalesce(t.name, 'a table of another database')
                     WHEN w.locktype = 'tuple' THEN 'a row of ' || coalesce(t.name, 'a table of another database')
                     WHEN w.locktype = 'transactionid' THEN coalesce('a row of ' || (SELECT min(n.nspname || '.' || c.relname) FROM lock h
                       JOIN pg_catalog.pg_class c ON c.oid = h.relation JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                       WHERE h.locktype = 'tuple' AND h.granted AND h.pid = w.member
                         AND h.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())),
                       'the end of transaction ' || w.transactionid)
                     WHEN w.locktype = 'virtualxid' THEN 'the end of a transaction'
                     WHEN w.locktype = 'advisory' THEN format('advisory lock %s, %s', w.classid, w.objid)
                     ELSE w.locktype || coalesce(' of ' || t.name, '') END END AS waits_for,
                   (SELECT array_agg(e.blocker) FROM edge e WHERE e.waiter = s.pid) AS blockers
            FROM session s LEFT JOIN waiting w ON w.pid = s.pid
            LEFT JOIN LATERAL (SELECT n.nspname || '.' || c.relname AS name FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
              WHERE c.oid = w.relation AND w.database IN (0, d.oid)) t ON true
            WHERE s.pid IN (SELECT waiter FROM edge UNION ALL SELECT blocker FROM edge)
            ORDER BY s.pid
            """;

    /** Prepared transactions hold their locks without any process; the one that is meant holds a lock against the waiter's. */
    static final String PREPARED = INVOLVED.strip().replaceFirst(",$", "")
            + """

            , against (wanted, held) AS (VALUES
              ('AccessShareLock', '{AccessExclusiveLock}'::text[]),
              ('RowShareLock', '{ExclusiveLock,AccessExclusiveLock}'),
              ('RowExclusiveLock', '{ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
              ('ShareUpdateExclusiveLock', '{ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
              ('ShareLock', '{RowExclusiveLock,ShareUpdateExclusiveLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
              ('ShareRowExclusiveLock',
                '{RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'),
              ('ExclusiveLock',
                '{RowShareLock,RowExclusiveLock,ShareUpdateExclusiveLock,ShareLock,ShareRowExclusiveLock,ExclusiveLock,AccessExclusiveLock}'))
            SELECT DISTINCT w.pid, p.transaction::text, p.gid, p.prepared, p.owner, p.database,
                   format('a person must decide it, in database %I as %I or a superuser: COMMIT PREPARED %L; or ROLLBACK PREPARED %L;',
                     p.database, p.owner, p.gid, p.gid)
            FROM edge e JOIN waiting w ON w.pid = e.waiter
            JOIN lock h ON h.granted AND h.pid IS NULL
              AND (h.locktype, h.database, h.relation, h.page, h.tuple, h.virtualxid, h.transactionid, h.classid, h.objid, h.objsubid)
                IS NOT DISTINCT FROM
                (w.locktype, w.database, w.relation, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid, w.objid, w.objsubid)
            LEFT JOIN against x ON x.wanted = w.mode
            JOIN lock own ON own.pid IS NULL AND own.locktype = 'transactionid' AND own.virtualtransaction = h.virtualtransaction
            JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = own.transactionid
            WHERE e.blocker = 0 AND (w.mode = 'AccessExclusiveLock' OR h.mode = ANY (x.held))
            ORDER BY 2, 1
            """;

    /** Parameters: pid, start, then twice the force. The check and the deed are one statement; nothing fits between them. */
    static final String ASK = INVOLVED + SESSION
            + """
            , found AS MATERIALIZED (
              SELECT s.*, CASE
                WHEN s.protection IS NOT NULL THEN 'PROTECTED'
                WHEN EXISTS (SELECT FROM edge e WHERE e.waiter = s.pid) THEN 'NO_LONGER_BLOCKING'
                WHEN NOT EXISTS (SELECT FROM edge e WHERE e.blocker = s.pid) THEN 'NO_LONGER_BLOCKING'
                ELSE 'BLOCKS' END AS finding,
                EXISTS (SELECT FROM edge e WHERE e.waiter = s.pid) AS waits
              FROM session s WHERE s.pid = ? AND coalesce(s.backend_start, 'epoch') = ?)
            SELECT finding, coalesce(state, 'hidden'), application_name, coalesce(usename, 'the server'),
                   coalesce(protection, CASE WHEN finding <> 'BLOCKS' THEN CASE WHEN waits THEN 'it waits itself now'
                     ELSE 'it holds up nobody any more' END END), waits,
                   CASE WHEN finding <> 'BLOCKS' OR ? = 'NONE' THEN NULL
                     WHEN ? = 'GENTLE' AND state IN ('active', 'fastpath function call') THEN pg_catalog.pg_cancel_backend(pid)
                     ELSE pg_catalog.pg_terminate_backend(pid) END
            FROM found
            """;

    private PostgresLocksSql() {}
}

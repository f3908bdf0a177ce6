package com.fingood.runbook.diagnosis.performance;

import java.sql.SQLException;
import java.time.Duration;

/** EXPLAIN with buffers, in a read-only transaction that is rolled back. */
final class PostgresExplainer implements Explainer {

    private static final String WRITES = "25006";
    private static final String EXECUTED = "EXPLAIN (ANALYZE, BUFFERS, VERBOSE, TIMING OFF, FORMAT JSON) ";
    private static final String PLANNED = "EXPLAIN (VERBOSE, FORMAT JSON) ";

    /** Waiting for a migration's lock says nothing about a query. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    /** An execution that took longer is not repeated on a database that may be in trouble. */
    private static final double REPEATED_BELOW_MILLIS = 1_000;

    @Override
    public Plan explain(QuerySession session, DeclaredQuery query) throws SQLException {
        return PostgresPlan.read(json(session, query)).plan();
    }

    /** The plan as the server gives it. */
    static String json(QuerySession session, DeclaredQuery query) throws SQLException {
        try {
            begin(session, query, true);
            return query.reads() ? executed(session, query) : planned(session, query);
        } catch (SQLException e) {
            if (!WRITES.equals(e.getSQLState())) {
                throw e;
            }
            session.rollback();
            begin(session, query, true);
            return planned(session, query);
        } finally {
            session.rollback();
        }
    }

    /** The cheaper of two executions: the first one in a session also reads the catalogue. */
    static String executed(QuerySession session, DeclaredQuery query) throws SQLException {
        String first = session.text(EXECUTED + query.sql(), query.timeout());
        if (PostgresPlan.read(first).millis() > REPEATED_BELOW_MILLIS) {
            return first;
        }
        String second = session.text(EXECUTED + query.sql(), query.timeout());
        return PostgresPlan.read(first).buffers() < PostgresPlan.read(second).buffers() ? first : second;
    }

    private static String planned(QuerySession session, DeclaredQuery query) throws SQLException {
        return session.text(PLANNED + query.sql(), query.timeout());
    }

    /** Without workers and compilation the same plan touches the same number of pages each time. */
    static void begin(QuerySession session, DeclaredQuery query, boolean readOnly) throws SQLException {
        if (readOnly) {
            session.execute("SET TRANSACTION READ ONLY");
        }
        session.execute("SET LOCAL statement_timeout = " + query.timeout().toMillis());
        session.execute("SET LOCAL lock_timeout = "
                + Math.min(LOCK.toMillis(), query.timeout().toMillis()));
        session.execute("SET LOCAL max_parallel_workers_per_gather = 0");
        session.execute("SET LOCAL jit = off");
    }
}

package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.MaskedSql;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** PostgreSQL: {@code pg_blocking_pids} of every waiting session of the server; shown are the trees that concern the target's database. */
final class PostgresLocks implements LockView {

    private static final String NOT_PERMITTED = "42501";
    private static final int PREPARED = 0;

    @Override
    public LockTree look(Connection connection, Cancellation cancellation) throws SQLException {
        TreeBuilder tree = new TreeBuilder();
        try (Statement statement = connection.createStatement()) {
            // Somebody may hold a lock on a catalogue: then it is said, and not waited for.
            statement.execute("SET lock_timeout = '2s'; SET statement_timeout = '10s'");
            try (Cancellation.Registration ignored = cancellation.onCancel(LockView.cancelling(statement))) {
                Set<String> behindPrepared = new LinkedHashSet<>();
                Instant looked = sessions(statement, tree, behindPrepared);
                if (!behindPrepared.isEmpty()) {
                    prepared(statement, tree, looked, behindPrepared);
                }
                return tree.build(looked);
            }
        }
    }

    private static Instant sessions(Statement statement, TreeBuilder tree, Set<String> behindPrepared)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(PostgresLocksSql.SESSIONS)) {
            Instant looked = Instant.EPOCH;
            while (row.next()) {
                looked = instant(row, 11);
                String key = row.getString(1);
                tree.add(key, session(row, looked), row.getBoolean(10));
                for (Integer blocker : blockers(row)) {
                    if (blocker == PREPARED) {
                        behindPrepared.add(key);
                    } else {
                        tree.waits(key, blocker.toString());
                    }
                }
            }
            return looked.equals(Instant.EPOCH) ? now(statement) : looked;
        }
    }

    private static LockNode session(ResultSet row, Instant looked) throws SQLException {
        Instant start = instant(row, 2);
        String query = row.getString(8);
        return new LockNode(
                new SessionRef(row.getLong(1), start == null ? Instant.EPOCH : start),
                row.getString(3),
                row.getString(4),
                row.getString(5) == null ? (start == null ? "hidden" : "server process") : row.getString(5),
                age(instant(row, 6), looked),
                age(instant(row, 7), looked),
                query == null ? null : MaskedSql.of(query),
                row.getString(12),
                row.getString(9),
                List.of());
    }

    private static Integer[] blockers(ResultSet row) throws SQLException {
        Array blockers = row.getArray(13);
        return blockers == null ? new Integer[0] : (Integer[]) blockers.getArray();
    }

    /** @param waiting who waits for one; those who remain wait for one that the catalogues do not tell any more */
    private static void prepared(Statement statement, TreeBuilder tree, Instant looked, Set<String> waiting)
            throws SQLException {
        Set<String> untold = new LinkedHashSet<>(waiting);
        try (ResultSet row = statement.executeQuery(PostgresLocksSql.PREPARED)) {
            while (row.next()) {
                String key = "prepared " + row.getString(2);
                tree.add(key, prepared(row, looked), false);
                tree.waits(row.getString(1), key);
                untold.remove(row.getString(1));
            }
        }
        for (String waiter : untold) {
            tree.add("prepared", prepared("", "unknown", looked, looked, "see pg_prepared_xacts"), false);
            tree.waits(waiter, "prepared");
        }
    }

    private static LockNode prepared(ResultSet row, Instant looked) throws SQLException {
        return prepared(row.getString(3), row.getString(5), instant(row, 4), looked, row.getString(7));
    }

    private static LockNode prepared(String gid, String owner, Instant since, Instant looked, String next) {
        return new LockNode(
                new SessionRef(PREPARED, since),
                ("prepared transaction " + gid).strip(),
                owner,
                "prepared",
                age(since, looked),
                null,
                null,
                null,
                "no session holds its locks, and no restart frees them; " + next,
                List.of());
    }

    @Override
    public Answer ask(Connection connection, SessionRef session, Force force) throws SQLException {
        if (session.id() == PREPARED) {
            return new Answer(
                    Finding.PROTECTED, "prepared", false, "", "", "a prepared transaction has no session to end");
        }
        try (PreparedStatement statement = connection.prepareStatement(PostgresLocksSql.ASK)) {
            statement.setLong(1, session.id());
            statement.setObject(2, session.backendStart().atOffset(ZoneOffset.UTC));
            statement.setString(3, force.name());
            statement.setString(4, force.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Answer(
                                Finding.valueOf(row.getString(1)),
                                row.getString(2),
                                row.getBoolean(6),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5))
                        : Answer.gone();
            }
        } catch (SQLException e) {
            if (NOT_PERMITTED.equals(e.getSQLState())) {
                return new Answer(
                        Finding.PROTECTED, null, false, "", "", "the server refused it: " + TargetFailure.firstLine(e));
            }
            throw e;
        }
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_catalog.statement_timestamp()")) {
            row.next();
            return instant(row, 1);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Never negative: what began after we began to look has no age yet. */
    private static Duration age(Instant since, Instant looked) {
        if (since == null) {
            return null;
        }
        return since.isAfter(looked) ? Duration.ZERO : Duration.between(since, looked);
    }
}

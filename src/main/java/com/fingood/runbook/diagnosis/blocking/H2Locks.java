package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.LiveSession;
import com.fingood.runbook.target.MaskedSql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * H2 names the blocker of a session that waits for a row. Of one that waits for a table it does not say that it waits (2.3.232), so
 * that is concluded: its statement changes a table's definition, and others hold locks on a table which it names.
 */
final class H2Locks implements LockView {

    private static final String ALLOWED =
            "SELECT is_admin FROM information_schema.users WHERE user_name = CURRENT_USER";

    private static final String STATE = "CASE WHEN executing_statement IS NOT NULL THEN 'active'"
            + " WHEN contains_uncommitted THEN 'idle in transaction' ELSE 'idle' END";

    private static final String SESSIONS =
            "SELECT session_id, session_start, user_name, " + STATE + ", executing_statement,"
                    + " COALESCE(executing_statement_start, sleep_since), session_id = SESSION_ID(), CURRENT_TIMESTAMP(9)"
                    + " FROM information_schema.sessions ORDER BY session_id";

    private static final String EDGES = "SELECT w.session_id, w.blocker_id, 'a row' FROM information_schema.sessions w"
            + " JOIN information_schema.sessions b ON b.session_id = w.blocker_id"
            + " UNION SELECT w.session_id, l.session_id, l.table_schema || '.' || l.table_name"
            + " FROM information_schema.locks l JOIN information_schema.sessions w ON w.session_id <> l.session_id"
            + " WHERE w.blocker_id IS NULL AND w.session_id <> SESSION_ID()"
            + " AND REGEXP_LIKE(w.executing_statement, '^\\s*(alter|drop|create|truncate|comment)\\b', 'in')"
            + " AND REGEXP_LIKE(w.executing_statement, '(^|[^A-Za-z0-9_])\\Q' || l.table_name || '\\E($|[^A-Za-z0-9_])', 'in')"
            + " AND NOT EXISTS (SELECT 1 FROM information_schema.locks own WHERE own.session_id = w.session_id"
            + " AND own.table_schema = l.table_schema AND own.table_name = l.table_name AND own.lock_type = 'WRITE')"
            + " ORDER BY 1, 2";

    private final Dialect dialect;

    H2Locks(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public LockTree look(Connection connection, Cancellation cancellation) throws SQLException {
        Map<Long, LiveSession> ours = dialect.ourSessions(connection).stream()
                .collect(Collectors.toMap(LiveSession::id, Function.identity(), (a, b) -> a));
        TreeBuilder tree = new TreeBuilder();
        try (Statement statement = connection.createStatement();
                Cancellation.Registration ignored = cancellation.onCancel(LockView.cancelling(statement))) {
            requireSight(statement);
            Map<Long, String> waits = edges(statement, tree);
            return tree.build(sessions(statement, tree, waits, ours));
        }
    }

    /** Who is no administrator sees only his own session, which would look as if nobody waited. */
    private static void requireSight(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(ALLOWED)) {
            if (!row.next() || !row.getBoolean(1)) {
                throw Refusal.failed(
                        "sessions-hidden",
                        "Who blocks whom can't be told: the user of this H2 database is no administrator and sees only its own"
                                + " session. Let an administrator look, or say ALTER USER ... ADMIN TRUE.");
            }
        }
    }

    private static Map<Long, String> edges(Statement statement, TreeBuilder tree) throws SQLException {
        Map<Long, String> waits = new java.util.HashMap<>();
        try (ResultSet row = statement.executeQuery(EDGES)) {
            while (row.next()) {
                tree.waits(row.getString(1), row.getString(2));
                waits.put(row.getLong(1), "a lock on " + row.getString(3));
            }
        }
        return waits;
    }

    private static Instant sessions(
            Statement statement, TreeBuilder tree, Map<Long, String> waits, Map<Long, LiveSession> ours)
            throws SQLException {
        Instant looked = Instant.EPOCH;
        try (ResultSet row = statement.executeQuery(SESSIONS)) {
            while (row.next()) {
                long id = row.getLong(1);
                looked = instant(row, 8);
                Instant since = instant(row, 6);
                LiveSession own = ours.get(id);
                String statementText = row.getString(5);
                tree.add(
                        row.getString(1),
                        new LockNode(
                                new SessionRef(id, instant(row, 2)),
                                own == null ? "" : own.tag(),
                                row.getString(3),
                                row.getString(4),
                                null,
                                since == null || since.isAfter(looked)
                                        ? Duration.ZERO
                                        : Duration.between(since, looked),
                                statementText == null ? null : MaskedSql.of(statementText),
                                waits.get(id),
                                protection(row.getBoolean(7), own),
                                List.of()),
                        true);
            }
        }
        return looked;
    }

    private static String protection(boolean asks, LiveSession own) {
        if (asks) {
            return "it is the session that asks";
        }
        return own == null ? null : "it is our own work; end the ones that hold it up, or cancel its run";
    }

    @Override
    public Answer ask(Connection connection, SessionRef session, Force force) throws SQLException {
        LockTree tree = look(connection, Cancellation.none());
        LockNode root = tree.roots().stream()
                .filter(node -> node.session().equals(session))
                .findFirst()
                .orElse(null);
        if (root == null) {
            boolean waits = tree.all().anyMatch(node -> node.session().equals(session));
            return state(connection, session)
                    .map(state -> new Answer(
                            Finding.NO_LONGER_BLOCKING,
                            state,
                            waits,
                            "",
                            "",
                            "it holds up nobody any more, or waits itself"))
                    .orElseGet(Answer::gone);
        }
        Finding finding = root.protection() == null ? Finding.BLOCKS : Finding.PROTECTED;
        if (finding == Finding.BLOCKS && force != Force.NONE) {
            end(connection, session, force == Force.GENTLE && root.state().equals("active"));
        }
        return new Answer(finding, root.state(), false, root.application(), root.user(), root.protection());
    }

    private static Optional<String> state(Connection connection, SessionRef session) throws SQLException {
        return ask(connection, "SELECT " + STATE + " FROM information_schema.sessions", session);
    }

    private static void end(Connection connection, SessionRef session, boolean statementOnly) throws SQLException {
        String function = statementOnly ? "CANCEL_SESSION" : "ABORT_SESSION";
        ask(connection, "SELECT " + function + "(session_id) FROM information_schema.sessions", session);
    }

    private static Optional<String> ask(Connection connection, String select, SessionRef session) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(select + " WHERE session_id = ? AND session_start = ?")) {
            statement.setLong(1, session.id());
            statement.setObject(2, session.backendStart().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

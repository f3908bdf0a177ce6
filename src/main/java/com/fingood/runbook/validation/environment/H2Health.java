package com.fingood.runbook.validation.environment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** What H2 tells of its sessions: whether they hold changes and since when they are there, not since when a transaction is open. */
final class H2Health {

    private static final String OTHERS = " FROM information_schema.sessions WHERE session_id <> SESSION_ID() ";

    /** The database's own clock: whose times these are. */
    private static final String NOW = "CURRENT_TIMESTAMP";

    private static final String AGO = "DATEADD(MILLISECOND, -CAST(? AS BIGINT), CURRENT_TIMESTAMP)";

    private final Visit visit;

    H2Health(Visit visit) {
        this.visit = visit;
    }

    Finding longTransactions() throws SQLException {
        Duration limit = visit.limits().longTransaction();
        long allowedMillis = limit.toMillis();
        List<String> executing = visit.catalogue()
                .list(
                        "SELECT session_id, executing_statement_start, " + NOW + OTHERS
                                + "AND executing_statement_start < " + AGO,
                        H2Health::session,
                        allowedMillis);
        String allowed = "no transaction open for more than " + Words.time(limit);
        if (!executing.isEmpty()) {
            return Finding.failed(
                            Words.count(executing.size(), "session has", "sessions have")
                                    + " been executing one statement for longer than " + Words.time(limit) + ".",
                            "Ask the owners of these sessions to end them.")
                    .within(allowed)
                    .proven(executing);
        }
        List<String> holding = visit.catalogue()
                .list(
                        "SELECT session_id, session_start, " + NOW + OTHERS
                                + "AND contains_uncommitted AND session_start < " + AGO,
                        H2Health::session,
                        allowedMillis);
        return holding.isEmpty()
                ? Finding.passed("No session that is open for longer than " + Words.time(limit) + " holds a change.")
                        .within(allowed)
                : Finding.unknown(
                                Words.count(holding.size(), "session holds", "sessions hold")
                                        + " changes; H2 does not tell since when.",
                                "Ask the owners of these sessions to commit or roll back.")
                        .within(allowed)
                        .proven(holding);
    }

    Finding blocked() throws SQLException {
        List<String> found = visit.catalogue()
                .list(
                        "SELECT session_id, executing_statement_start, " + NOW + OTHERS
                                + "AND blocker_id IS NOT NULL AND executing_statement_start IS NOT NULL",
                        H2Health::session);
        return found.isEmpty()
                ? Finding.passed("No session waits for another.")
                : Finding.failed(
                                Words.count(found.size(), "session waits", "sessions wait") + " for another.",
                                "Let the blocking session end first.")
                        .proven(found);
    }

    Finding prepared() throws SQLException {
        List<String> found = visit.catalogue()
                .list("SELECT transaction_name FROM information_schema.in_doubt", row -> Words.name(row.getString(1)));
        return found.isEmpty()
                ? Finding.passed("No prepared transaction is left.")
                : Finding.failed(
                                Words.count(found.size(), "prepared transaction is", "prepared transactions are")
                                        + " left.",
                                "End them with COMMIT TRANSACTION or ROLLBACK TRANSACTION and their name.")
                        .proven(found);
    }

    private static String session(ResultSet row) throws SQLException {
        Duration age = Duration.between(
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant());
        return "session " + row.getLong(1) + ", for " + Words.time(age);
    }
}

package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The sessions that a fence ends: everybody's but the product's own, told by its role and its tag together. */
final class FencedSessions {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final String OTHERS =
            " FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid"
                    + " JOIN pg_catalog.pg_database d ON d.oid = a.datid CROSS JOIN (SELECT oid, rolsuper FROM pg_catalog.pg_roles"
                    + " WHERE rolname = current_user) me WHERE d.datname = current_database() AND a.pid <> pg_backend_pid()"
                    + " AND coalesce(a.backend_type, 'client backend') = 'client backend'"
                    + " AND NOT (a.usesysid = me.oid AND starts_with(a.application_name, '" + SessionTag.PREFIX + "'))";

    /** Who keeps a way in: superusers, and whoever has the rights of the database's owner. */
    private static final String KEEPS_IN = "(r.rolsuper OR pg_has_role(a.usesysid, d.datdba, 'USAGE'))";

    private static final String MAY_END = "(me.rolsuper OR NOT r.rolsuper AND (pg_has_role(a.usesysid, 'MEMBER')"
            + " OR pg_has_role('pg_signal_backend', 'MEMBER')))";

    private FencedSessions() {}

    /** @throws Refusal REFUSED {@code missing-privilege} while nothing is changed yet */
    static void demandEndable(Connection connection, String role) throws SQLException {
        long foreign = count(connection, "SELECT count(*)" + OTHERS + " AND NOT r.rolsuper AND NOT " + MAY_END);
        if (foreign > 0) {
            throw Refusal.refused(
                    "missing-privilege",
                    foreign + " session(s) of other roles are there that this role may not end, so no fence was placed."
                            + " A superuser must run: GRANT pg_signal_backend TO " + Identifiers.quoted(role) + ".");
        }
    }

    /** Sessions of the product's own role that the product did not open. */
    static int ofOurRole(Connection connection) throws SQLException {
        return count(connection, "SELECT count(*)" + OTHERS + " AND a.usesysid = me.oid");
    }

    /**
     * Ends them until none is left of those who can't come back.
     *
     * @return how many were ended
     */
    static int end(Connection connection, Cancellation cancellation) throws SQLException {
        Set<Long> ended = new HashSet<>();
        long start = System.nanoTime();
        do {
            cancellation.throwIfCancelled();
            endOnce(connection, ended);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw Refusal.failed(
                        "sessions-remain",
                        "Sessions don't end. Nobody new gets in; look at them with 'runbook blocking', then place the fence"
                                + " again, or lift it.");
            }
        } while (count(connection, "SELECT count(*)" + OTHERS + " AND NOT " + KEEPS_IN) > 0);
        return ended.size();
    }

    private static void endOnce(Connection connection, Set<Long> ended) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT s.pid, pg_terminate_backend(s.pid) FROM (SELECT a.pid"
                        + OTHERS + " AND " + MAY_END + " OFFSET 0) s")) {
            while (row.next()) {
                ended.add(row.getLong(1));
            }
        }
    }

    /** Who is in all the same. */
    static List<String> remaining(Connection connection) throws SQLException {
        List<String> words = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT a.usename, count(*), bool_or(r.rolsuper)" + OTHERS
                        + " GROUP BY a.usename ORDER BY 1")) {
            while (row.next()) {
                words.add(row.getLong(2) + " session(s) of " + row.getString(1)
                        + (row.getBoolean(3)
                                ? ", a superuser, whom no fence keeps out; ask them to leave"
                                : ", who has the rights of the database's owner, are there"));
            }
        }
        return words;
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}

package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scratch databases on the target's PostgreSQL server. Whose they are and since when stands in their comment. */
final class PostgresScratch implements ScratchServer {

    private static final int FILE_COPY_FROM = 15;

    private static final Pattern NOTE = Pattern.compile("runbook scratch (\\S+) (.*)", Pattern.DOTALL);

    private static final String OWN = "SELECT d.datname, coalesce(shobj_description(d.oid, 'pg_database'), ''),"
            + " EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)"
            + " FROM pg_catalog.pg_database d WHERE starts_with(d.datname, ?) AND pg_get_userbyid(d.datdba) = current_user ORDER BY 1";

    private static final String OWNER =
            "SELECT pg_get_userbyid(datdba) = current_user FROM pg_catalog.pg_database WHERE datname = ?";

    private interface Work<T> {
        T on(Connection connection, Statement statement) throws SQLException;
    }

    private final Target target;

    PostgresScratch(Target target) {
        this.target = target;
    }

    @Override
    public void createEmpty(String name, String label, Instant now) {
        create(name, " TEMPLATE template0", "creating scratch database " + name, label, now);
    }

    @Override
    public void clone(String template, String name, String label, Instant now) {
        // Copying files is cheap on the log; before 15 it is the only way and has no name.
        boolean named = beside(
                "reading the version",
                (connection, statement) -> target.dialect().majorVersion(connection) >= FILE_COPY_FROM);
        String how = " TEMPLATE " + quoted(template) + (named ? " STRATEGY file_copy" : "");
        create(name, how, "cloning scratch database " + template, label, now);
    }

    /** Closed to everybody until PUBLIC's right to connect is gone: it holds personal data from its first moment. */
    private void create(String name, String how, String doing, String label, Instant now) {
        beside(doing, (connection, statement) -> {
            String database = quoted(name);
            statement.execute("CREATE DATABASE " + database + how + " ALLOW_CONNECTIONS false");
            statement.execute(
                    "COMMENT ON DATABASE " + database + " IS " + statement.enquoteLiteral(noteOf(label, now)));
            statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
            return null;
        });
    }

    @Override
    public void note(String name, String label, Instant now) {
        beside("noting scratch database " + name, (connection, statement) -> {
            statement.execute(
                    "COMMENT ON DATABASE " + quoted(name) + " IS " + statement.enquoteLiteral(noteOf(label, now)));
            return null;
        });
    }

    @Override
    public void drop(String name) {
        beside("dropping scratch database " + name, (connection, statement) -> {
            if (isOurs(connection, name)) {
                // FORCE ends sessions of a dead rehearsal; the database is one that we made.
                statement.execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
            }
            return null;
        });
    }

    @Override
    public List<ScratchDatabase> list() {
        return beside("listing scratch databases", (connection, statement) -> {
            try (PreparedStatement query = connection.prepareStatement(OWN)) {
                query.setString(1, ScratchDatabases.PREFIX);
                return scratches(query);
            }
        });
    }

    private static List<ScratchDatabase> scratches(PreparedStatement query) throws SQLException {
        List<ScratchDatabase> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Matcher note = NOTE.matcher(row.getString(2));
                boolean noted = note.matches();
                found.add(new ScratchDatabase(
                        row.getString(1),
                        noted ? note.group(2) : "",
                        noted ? instantOf(note.group(1)) : null,
                        row.getBoolean(3)));
            }
        }
        return found;
    }

    /** False when there is none of that name. */
    private boolean isOurs(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OWNER)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                if (row.getBoolean(1)) {
                    return true;
                }
                throw Refusal.refused(
                        "not-our-scratch",
                        "Database " + name + " on the server of target " + target + " belongs to another role than "
                                + target.properties().username() + ", so it is not dropped. Ask its owner.");
            }
        }
    }

    private static String noteOf(String label, Instant now) {
        return "runbook scratch " + now + " " + label;
    }

    private static Instant instantOf(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private String quoted(String name) {
        return target.dialect().quote(name);
    }

    private <T> T beside(String doing, Work<T> work) {
        try (Connection connection = target.connectBeside(SessionTag.cli("scratch"));
                Statement statement = connection.createStatement()) {
            return work.on(connection, statement);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), doing, e);
        }
    }
}

package com.fingood.runbook.backup;

import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.Target;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Exchanges two databases by renaming both in one transaction, from a session in a third one. While sessions are ended the old
 * one takes no connections ({@code ALLOW_CONNECTIONS false}, which keeps superusers out as well); it stays so afterwards, as it is
 * evidence.
 */
final class PostgresExchange implements Exchange {

    private static final int NAME_BYTES = 63;

    private final Target target;
    private final Dialect dialect;
    private final String run;
    private final Connection beside;

    private PostgresExchange(Target target, String run, Connection beside) {
        this.target = target;
        this.dialect = target.dialect();
        this.run = run;
        this.beside = beside;
    }

    static PostgresExchange open(Target target, String run) throws SQLException {
        Connection beside = target.connectBeside(Scratch.tag(run, "restore"));
        PostgresExchange exchange = new PostgresExchange(target, run, beside);
        String database = target.dialect().databaseOf(target.properties());
        if (!exchange.ask("SELECT pg_try_advisory_lock(hashtext('runbook/restore'), hashtext(?))", database)) {
            beside.close();
            throw Refusal.refused(
                    "restore-running", "Another restore of " + database + " is at work. Wait until it is done.");
        }
        return exchange;
    }

    @Override
    public boolean exists(String name) throws SQLException {
        return ask("SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?)", name);
    }

    @Override
    public boolean isOpen(String name) throws SQLException {
        return ask("SELECT datallowconn FROM pg_database WHERE datname = ?", name);
    }

    @Override
    public void demandRights() throws SQLException {
        String role = dialect.quote(target.properties().username());
        String database = dialect.databaseOf(target.properties());
        if (!ask("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
            throw missing("creating and renaming databases", "ALTER ROLE " + role + " CREATEDB");
        }
        boolean owner = !exists(database)
                || ask("SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = ?", database);
        if (!owner) {
            throw missing("renaming " + database, "ALTER DATABASE " + dialect.quote(database) + " OWNER TO " + role);
        }
    }

    @Override
    public List<String> dress(RestoreIntent intent, DatabaseRecord record) throws SQLException {
        DatabaseRecord replaced = PostgresDatabase.readNamed(beside, intent.database());
        return new PostgresDressing(beside, dialect, intent.fresh(), intent.database()).apply(record, replaced);
    }

    @Override
    public void demandExchangeable(RestoreIntent intent) throws SQLException {
        if (intent.failed() == null) {
            return;
        }
        PostgresSessionsOn old = new PostgresSessionsOn(beside, intent.database());
        old.demandEndable(target.properties().username());
        demandNobodyChangesIt(intent);
    }

    /** Whoever changes the target holds its lock; they are to finish or be proven quiet first, not to be cut off. */
    private void demandNobodyChangesIt(RestoreIntent intent) throws SQLException {
        if (!isOpen(intent.database())) {
            return;
        }
        try (Connection old = target.connect(Scratch.tag(run, "restore-lock"))) {
            if (!dialect.tryAdvisoryLock(old)) {
                throw Refusal.refused(
                        "target-busy",
                        "Somebody else is changing " + intent.database()
                                + " right now (it holds the lock of this target). Wait until it is done or prove it quiet,"
                                + " then restore again: the new database is ready.");
            }
        }
    }

    @Override
    public void exchange(RestoreIntent intent, Progress progress) throws SQLException {
        try {
            allowConnections(intent.failed() == null ? null : intent.database(), false);
            allowConnections(intent.fresh(), false);
            progress.report(4, 5, "ending the sessions on " + intent.database());
            new PostgresSessionsOn(beside, intent.database()).end();
            new PostgresSessionsOn(beside, intent.fresh()).end();
            progress.report(4, 5, "exchanging the names");
            rename(intent);
        } catch (SQLException | RuntimeException | Error e) {
            reopenAfter(e, intent);
            throw e;
        }
        progress.report(5, 5, "exchanged; the replaced database is " + intent.failed());
    }

    private void rename(RestoreIntent intent) throws SQLException {
        beside.setAutoCommit(false);
        try (Statement statement = beside.createStatement()) {
            if (intent.failed() != null) {
                statement.execute("ALTER DATABASE " + dialect.quote(intent.database()) + " RENAME TO "
                        + dialect.quote(intent.failed()));
            }
            statement.execute("ALTER DATABASE " + dialect.quote(intent.fresh()) + " RENAME TO "
                    + dialect.quote(intent.database()));
            statement.execute("ALTER DATABASE " + dialect.quote(intent.database()) + " ALLOW_CONNECTIONS true");
            beside.commit();
        } finally {
            if (!beside.isClosed()) {
                beside.rollback();
                beside.setAutoCommit(true);
            }
        }
    }

    @Override
    public void reopen(RestoreIntent intent) throws SQLException {
        if (exists(intent.fresh())) {
            allowConnections(intent.fresh(), true);
            allowConnections(intent.failed() == null ? null : intent.database(), intent.openBefore());
        }
    }

    /** A session of its own: ours may be what broke. */
    private void reopenAfter(Throwable why, RestoreIntent intent) {
        try (PostgresExchange own =
                new PostgresExchange(target, run, target.connectBeside(Scratch.tag(run, "restore-reopen")))) {
            own.reopen(intent);
        } catch (SQLException | RuntimeException e) {
            Refusal refusal = Refusal.outcomeUnknown(
                    "target-may-be-closed",
                    "The exchange of " + intent.database()
                            + " was interrupted and the server can't be asked: it may take no"
                            + " connections now. Restore again with the same run to finish, or as a role in another database:"
                            + " ALTER DATABASE " + dialect.quote(intent.database()) + " ALLOW_CONNECTIONS true.");
            refusal.addSuppressed(why);
            throw refusal;
        }
    }

    private void allowConnections(String database, boolean allow) throws SQLException {
        if (database == null) {
            return;
        }
        try (Statement statement = beside.createStatement()) {
            statement.execute("ALTER DATABASE " + dialect.quote(database) + " ALLOW_CONNECTIONS " + allow);
        }
    }

    @Override
    public String failedName(String database, String key) throws SQLException {
        String suffix = "_failed_" + key;
        String name = cut(database, NAME_BYTES - suffix.length()) + cut(suffix, NAME_BYTES - 8);
        for (int number = 2; exists(name); number++) {
            String end = suffix + "_" + number;
            name = cut(database, NAME_BYTES - end.length()) + end;
        }
        return name;
    }

    /** At most so many bytes (at least 8), never half a character. */
    private static String cut(String text, int bytes) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > Math.max(bytes, 8)) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private Refusal missing(String what, String statement) {
        return Refusal.failed(
                "missing-privilege",
                "The role " + target.properties().username() + " lacks a right for " + what
                        + ", so nothing was begun. Run: " + statement + ".");
    }

    private boolean ask(String question, String... parameters) throws SQLException {
        try (PreparedStatement statement = beside.prepareStatement(question)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        beside.close();
    }
}

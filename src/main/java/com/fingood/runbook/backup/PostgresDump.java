package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Snapshot;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** pg_dump and pg_restore. The dump and the fingerprint see one exported snapshot, whatever is written meanwhile. */
final class PostgresDump implements DumpMethod {

    static final String DIRECTORY = "directory";
    static final String CUSTOM = "custom";

    // Long enough for a short exclusive lock, short enough not to sit in its queue for hours.
    private static final String LOCK_WAIT = "60s";

    @Override
    public Dumped dump(Target target, SessionTag tag, Path to, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        PostgresTools tools = new PostgresTools(target);
        String tool = tools.version("pg_dump", cancellation);
        boolean whole = false;
        try (Connection keeper = target.connect(tag);
                Statement statement = keeper.createStatement();
                var registered = cancellation.onCancel(() -> cancel(statement))) {
            keepAlive(keeper, statement);
            Snapshot.begin(keeper);
            keeper.setReadOnly(true);
            SnapshotName snapshot = export(statement);
            DatabaseRecord database = PostgresDatabase.read(keeper);
            List<String> warnings =
                    runDump(tools, tag, snapshot.name(), to, cancellation, new TableProgress(progress, keeper));
            progress.report(0, 0, "taking the fingerprint of the same moment");
            Fingerprint fingerprint = target.dialect().fingerprint(keeper, cancellation);
            String version = keeper.getMetaData().getDatabaseProductVersion();
            keeper.rollback();
            whole = true;
            return new Dumped(
                    database,
                    fingerprint,
                    version,
                    tool,
                    tools.elsewhere() ? CUSTOM : DIRECTORY,
                    snapshot.at(),
                    warnings);
        } finally {
            if (!whole) {
                endSessionsOf(target, tag);
            }
            cancellation.throwIfCancelled();
        }
    }

    /** Ending a tool that runs elsewhere ends our end of the line only; the server ends the other. The tag is this dump's own. */
    private static void endSessionsOf(Target target, SessionTag tag) {
        try (Connection connection = target.connect(SessionTag.cli("end-dump"));
                PreparedStatement end = connection.prepareStatement(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND usename = current_user AND application_name = ?")) {
            end.setString(1, tag.applicationName());
            end.execute();
        } catch (SQLException | Refusal e) {
            System.getLogger(PostgresDump.class.getName())
                    .log(System.Logger.Level.WARNING, "sessions {0} could not be ended", tag.applicationName());
        }
    }

    private record SnapshotName(String name, Instant at) {}

    /** The session does nothing while pg_dump works; a server's limits for idle transactions must not end it. */
    private static void keepAlive(Connection keeper, Statement statement) throws SQLException {
        statement.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
        if (keeper.getMetaData().getDatabaseMajorVersion() >= 17) {
            statement.execute("SET transaction_timeout = 0");
        }
    }

    private static SnapshotName export(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot(), now()")) {
            row.next();
            return new SnapshotName(
                    row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    private static List<String> runDump(
            PostgresTools tools,
            SessionTag tag,
            String snapshot,
            Path to,
            Cancellation cancellation,
            Consumer<String> line)
            throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--no-password",
                "--verbose",
                "--compress=1",
                "--lock-wait-timeout=" + LOCK_WAIT,
                "--snapshot=" + snapshot,
                "--dbname=" + tools.connection(tag)));
        if (tools.elsewhere()) {
            options.add("--format=custom");
            PrivateFolder.createFile(to);
            return tools.run("pg_dump", options, null, to, cancellation, line);
        }
        options.addAll(List.of("--format=directory", "--jobs=" + tools.jobs(), "--file=" + to));
        return tools.run("pg_dump", options, null, null, cancellation, line);
    }

    @Override
    public Target createEmpty(Target target, DatabaseRecord like, String name) throws SQLException {
        try (Connection connection = target.connectBeside(SessionTag.cli("create-scratch"))) {
            PostgresDatabase.create(connection, target.dialect(), like, name);
        }
        return target.inDatabase(name);
    }

    @Override
    public void load(Target into, SessionTag tag, BackupFolder from, Cancellation cancellation, Progress progress)
            throws IOException {
        load(into, tag, from, List.of(), cancellation, progress);
    }

    /** @param more options of pg_restore besides ours */
    static void load(
            Target into,
            SessionTag tag,
            BackupFolder from,
            List<String> more,
            Cancellation cancellation,
            Progress progress)
            throws IOException {
        PostgresTools tools = new PostgresTools(into);
        List<String> options = new ArrayList<>(
                List.of("--exit-on-error", "--no-password", "--verbose", "--dbname=" + tools.connection(tag)));
        options.addAll(more);
        TableProgress line =
                new TableProgress(progress, from.fingerprint().data().size());
        if (Files.isDirectory(from.dump()) && !tools.elsewhere()) {
            options.addAll(List.of(
                    "--format=directory", "--jobs=" + tools.jobs(), from.dump().toString()));
            tools.run("pg_restore", options, null, null, cancellation, line);
            return;
        }
        if (Files.isDirectory(from.dump())) {
            throw Refusal.refused(
                    "tools-elsewhere",
                    "This backup is a folder of files, and postgres.command says that pg_restore runs where our files are not."
                            + " Take postgres.command out of the target's configuration to load it, or take a new backup.");
        }
        options.add("--format=custom");
        tools.run("pg_restore", options, from.dump(), null, cancellation, line);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It was done already.
        }
    }
}

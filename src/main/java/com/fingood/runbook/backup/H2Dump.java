package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.H2Databases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * SCRIPT and RUNSCRIPT. SCRIPT ignores the snapshot of its transaction (measured: tables of different moments under concurrent
 * writes), so other sessions wait while script and fingerprint are taken.
 */
final class H2Dump implements DumpMethod {

    private static final String SCRIPT = "script";

    @Override
    public Dumped dump(Target target, SessionTag tag, Path to, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        PrivateFolder.createFile(to);
        try (Connection connection = target.connect(tag);
                Statement statement = connection.createStatement();
                var registered = cancellation.onCancel(() -> cancel(statement))) {
            statement.execute("SET EXCLUSIVE 1");
            try {
                Instant moment = now(statement);
                // Quoted, because a database in lower-case mode would not know the algorithm "gzip".
                statement.execute("SCRIPT TO '" + escaped(to) + "' COMPRESSION \"GZIP\"");
                cancellation.throwIfCancelled();
                progress.report(0, 0, "taking the fingerprint of the same moment");
                Fingerprint fingerprint = target.dialect().fingerprint(connection, cancellation);
                String version = connection.getMetaData().getDatabaseProductVersion();
                return new Dumped(
                        DatabaseRecord.nameOnly(target.dialect().databaseOf(target.properties())),
                        fingerprint,
                        version,
                        "H2 " + version,
                        SCRIPT,
                        moment,
                        List.of());
            } finally {
                statement.execute("SET EXCLUSIVE 0");
            }
        } finally {
            cancellation.throwIfCancelled();
        }
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Override
    public Target createEmpty(Target target, DatabaseRecord like, String name) {
        Target empty = target.inDatabase(name);
        H2Databases.create(empty.properties());
        return empty;
    }

    @Override
    public void load(Target into, SessionTag tag, BackupFolder from, Cancellation cancellation, Progress progress)
            throws SQLException {
        try (Connection connection = into.connect(tag);
                Statement statement = connection.createStatement();
                var registered = cancellation.onCancel(() -> cancel(statement))) {
            statement.execute("RUNSCRIPT FROM '" + escaped(from.dump()) + "' COMPRESSION \"GZIP\"");
        } finally {
            cancellation.throwIfCancelled();
        }
    }

    private static String escaped(Path path) {
        return path.toString().replace("'", "''");
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It was done already.
        }
    }
}

package com.fingood.runbook.run;

import javax.sql.DataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The database that our own tables and the engine's live in: how it is set up, where the embedded one lies, and how a command
 * opens it beside a running server. An instance is such an opened database; it keeps one connection until it is closed, so that
 * an embedded database is not opened anew for each statement.
 */
public final class OwnDatabase implements AutoCloseable {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Connection keptOpen;

    private OwnDatabase(DataSource dataSource, Connection keptOpen) {
        this.dataSource = dataSource;
        this.keptOpen = keptOpen;
    }

    /** Creates or completes our tables. Safe when two nodes start together: the second waits and finds them done. */
    public static void migrate(DataSource dataSource) {
        new OwnTables(dataSource).migrate();
    }

    /** To be called before anything touches H2, also as a target: keeps the embedded database's port on loopback. */
    public static void loopbackOnly() {
        EmbeddedDatabase.loopbackOnly();
    }

    /** For the server: settings of the embedded database; creates its private folder and password when they are absent. */
    public static DatabaseSettings embedded(Path runbookHome) {
        return EmbeddedDatabase.create(runbookHome);
    }

    /** For commands: opens the embedded database of this home, never creating it. Errors as {@link #openExisting(DatabaseSettings)}. */
    public static OwnDatabase openExisting(Path runbookHome) {
        return openExisting(EmbeddedDatabase.existing(runbookHome));
    }

    /**
     * For commands: opens the engine's database within 5 seconds, since the process that holds an embedded one may hang.
     *
     * @throws Refusal UNREACHABLE {@code engine-database-unreachable}, or {@code no-engine-database} when our tables are not there
     */
    public static OwnDatabase openExisting(DatabaseSettings settings) {
        return openExisting(settings, OPEN_LIMIT);
    }

    static OwnDatabase openExisting(DatabaseSettings settings, Duration limit) {
        DataSource dataSource = settings.dataSource();
        return new OwnDatabase(dataSource, within(limit, settings, dataSource));
    }

    private static Connection within(Duration limit, DatabaseSettings settings, DataSource dataSource) {
        FutureTask<Connection> opening = new FutureTask<>(() -> open(dataSource));
        Thread thread = new Thread(opening, "open-engine-database");
        // A hung owner hangs this thread for good; it must not keep the command from ending.
        thread.setDaemon(true);
        thread.start();
        try {
            return opening.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(settings, "it did not answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw unreachable(settings, "it refused the connection", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, "the wait for it was interrupted", e);
        }
    }

    private static Connection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        if (!OwnTables.present(connection)) {
            connection.close();
            throw Refusal.unreachable(
                    "no-engine-database",
                    "No server ever ran here: the engine's database has none of our tables. Start './runbook serve' once,"
                            + " or point the configuration at the server's database.",
                    null);
        }
        return connection;
    }

    private static Refusal unreachable(DatabaseSettings settings, String why, Throwable cause) {
        return Refusal.unreachable(
                "engine-database-unreachable",
                "The engine's database (" + settings + ") can't be opened: " + why
                        + ". See whether the server still answers. What can't wait can be done with --break-glass.",
                cause);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        try {
            keptOpen.close();
        } catch (SQLException e) {
            // Nothing hangs on it: all work on it was committed by then.
            System.getLogger(OwnDatabase.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing the engine's database: {0}", e.getMessage());
        }
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A fresh target with a change folder that tests write into, and the verbs with their usual arguments. */
final class ChangesForTests {

    static final RunId RUN = new RunId("ledger-1-0001");
    static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final Target target;

    private ChangesForTests(Target target) {
        this.target = target;
    }

    static ChangesForTests on(TestDatabase database) {
        TargetProperties properties = database.fresh("migration");
        return around(new Targets(Map.of("ledger", properties)).get("ledger"));
    }

    static ChangesForTests around(Target target) {
        try {
            Files.createDirectories(target.properties().changes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ChangesForTests(target);
    }

    Target target() {
        return target;
    }

    boolean isH2() {
        return target.dialect().name().equals("h2");
    }

    ChangesForTests change(String version, String up, String down) {
        file("V" + version + "__change.sql", up);
        return down == null ? this : file("U" + version + "__change.sql", down);
    }

    ChangesForTests file(String name, String text) {
        try {
            Files.writeString(folder().resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return target.properties().changes();
    }

    Change change(String version) {
        return ChangeFolder.at(folder()).change(version);
    }

    MigrateReport migrate(String version) {
        return migrate(version, Cancellation.none());
    }

    MigrateReport migrate(String version, Cancellation cancellation) {
        return new Migrator().migrate(target, change(version), RUN, "anna", TIMEOUTS, cancellation, Progress.silent());
    }

    MigrateReport migrateFixed(String version, String script) {
        return file("V" + version + "__change.sql", script).migrate(version);
    }

    UndoReport undo(String version) {
        return undo(version, null);
    }

    UndoReport undo(String version, String sha256) {
        return new Undoer(Clock.systemUTC())
                .undo(
                        target,
                        change(version),
                        new UndoRequest(RUN, "boris", "balances were wrong", sha256, false),
                        TIMEOUTS,
                        Cancellation.none(),
                        Progress.silent());
    }

    RehearsalReport rehearse(String version) {
        return new Rehearsal(Clock.systemUTC())
                .rehearse(target, change(version), RUN, TIMEOUTS, Cancellation.none(), Progress.silent());
    }

    MigrationHistory history() {
        return MigrationHistory.of(target);
    }

    void execute(String... statements) {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of a query as text. */
    List<String> query(String sql) {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A statement that never ends by itself within a test. */
    String slow() {
        return isH2()
                ? "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 10000000) a, SYSTEM_RANGE(1, 10000000) b;"
                : "SELECT pg_sleep(300);";
    }

    /** Waits until {@link #slow()} runs, and returns its session. */
    String awaitSlow() {
        String sql = isH2()
                ? "SELECT session_id FROM information_schema.sessions WHERE session_id <> SESSION_ID()"
                        + " AND LOWER(executing_statement) LIKE '%system_range%'"
                : "SELECT pid FROM pg_stat_activity WHERE application_name = 'runbook/" + RUN + "/migrate'"
                        + " AND datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(300)%'";
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> query(sql), rows -> !rows.isEmpty())
                .get(0);
    }

    /** Ends a session as a crash would. */
    void kill(String session) {
        query("SELECT " + (isH2() ? "ABORT_SESSION(" : "pg_terminate_backend(") + session + ")");
    }

    boolean hasTable(String name) {
        return !query("SELECT table_name FROM information_schema.tables WHERE table_name = '" + name + "'")
                .isEmpty();
    }
}

package com.fingood.runbook.validation;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A fresh database with a change folder beside it, for tests that write checks and run them. */
final class Checked {

    final Target target;
    private final Path folder;
    /** Closed with the process: an embedded database that nobody holds open is opened anew for each connection. */
    private final Connection keptOpen;

    private final CheckRunner runner = new CheckRunner(Clock.systemUTC());

    Checked(TestDatabase database) {
        TargetProperties properties = database.fresh("checks");
        this.target = new Targets(Map.of("ledger", properties)).get("ledger");
        this.keptOpen = isPostgres() ? null : target.connect(SessionTag.cli("keep-open"));
        try {
            this.folder = Files.createTempDirectory("rb-check-files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isPostgres() {
        return target.dialect().name().equals("postgresql");
    }

    Checked sql(String... statements) {
        try (Connection connection = target.connect(SessionTag.cli("arrange"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String one(String query) {
        try (Connection connection = target.connect(SessionTag.cli("look"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param header entries with line breaks between them, without the leading dashes; the id is the file's name */
    Checked check(Suite suite, String id, String header, String sql) {
        String entries = header.isEmpty() ? "" : "-- " + String.join("\n-- ", header.split("\n")) + "\n";
        return file(suite.label() + "/" + id + ".sql", "-- id: " + id + "\n" + entries + "\n" + sql);
    }

    Checked file(String name, String text) {
        try {
            Path file = folder.resolve("checks").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SuiteResult run(Suite suite) {
        return run(suite, Cancellation.none(), Progress.silent());
    }

    SuiteResult runOn(Target other, Suite suite) {
        return run(other, suite, Cancellation.none(), Progress.silent());
    }

    SuiteResult run(Suite suite, Cancellation cancellation, Progress progress) {
        return run(target, suite, cancellation, progress);
    }

    private SuiteResult run(Target on, Suite suite, Cancellation cancellation, Progress progress) {
        return runner.run(
                on, suite, suite.in(ChangeFolder.at(folder)), SessionTag.cli("validate"), cancellation, progress);
    }

    /** Runs the suite and gives the result of one check. */
    CheckResult result(Suite suite, String id) {
        return run(suite).check(id).orElseThrow();
    }

    /** A query that goes on for hours. */
    String endless() {
        return isPostgres()
                ? "select 1 from pg_sleep(36000) as endless"
                : "select sum(endless.\"X\") from system_range(1, 1000000000000) endless having sum(endless.\"X\") < 0";
    }

    /** Cancels as soon as another session executes {@link #endless()}, or when that can't be seen. */
    CompletableFuture<Void> cancelWhenEndless(Cancellation cancellation) {
        return CompletableFuture.runAsync(this::awaitEndless).whenComplete((done, failure) -> cancellation.cancel());
    }

    private void awaitEndless() {
        String sessions = isPostgres()
                ? "select count(*) from pg_stat_activity where state = 'active' and query like '%as endless%'"
                        + " and datname = current_database() and pid <> pg_backend_pid()"
                : "select count(*) from information_schema.sessions where executing_statement like '%) endless%'"
                        + " and session_id <> session_id()";
        while (one(sessions).equals("0")) {
            Thread.onSpinWait();
        }
    }
}

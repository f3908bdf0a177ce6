package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.target.Environment;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fresh target with the façade under test, without an index. */
final class Subject {

    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    final Backups backups;
    final Target target;

    private Subject(TargetProperties properties) {
        this.target = new Targets(Map.of("ledger", properties)).get("ledger");
        this.backups = new Backups(null, (RunEvents) events::add, Clock.systemUTC());
        NastySchema.create(target);
    }

    static Subject empty(TestDatabase database) {
        database.requireTools();
        return new Subject(database.fresh("backup"));
    }

    static Subject filled(TestDatabase database) throws SQLException {
        return filled(database, NastySchema.ROWS);
    }

    static Subject filled(TestDatabase database, int rows) throws SQLException {
        Subject subject = empty(database);
        NastySchema.fill(subject.target, rows);
        return subject;
    }

    /** The same target configured otherwise. */
    static Subject of(TargetProperties properties) {
        return new Subject(properties);
    }

    /** An existing target, in another process. */
    static Subject again(String url, String username, String password, Path backups, TargetProperties.Postgres tools) {
        return new Subject(new TargetProperties(
                Environment.PRODUCTION,
                url,
                username,
                password,
                null,
                backups,
                backups,
                tools,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    Backup create() {
        return backups.create(target, BackupType.SESSION, "ledger-1-0001", "1", Cancellation.none(), Progress.silent());
    }

    /** Verifies and drops the scratch database that is kept. */
    Verification verify(String id) {
        Verification verification = backups.verify(target, id, Cancellation.none(), Progress.silent());
        if (verification.scratch() != null) {
            new Scratch(target, verification.scratch(), null).drop();
        }
        return verification;
    }

    Backup verified() {
        Backup backup = create();
        Verification verification = verify(backup.id());
        if (!verification.isVerified()) {
            throw new AssertionError(verification.reason());
        }
        return backup;
    }

    void execute(String... statements) throws SQLException {
        NastySchema.execute(target, statements);
    }

    long number(String query) throws SQLException {
        try (Connection connection = target.connect(com.fingood.runbook.target.SessionTag.cli("test"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    List<String> eventTypes() {
        return events.stream().map(RunEvent::type).toList();
    }
}

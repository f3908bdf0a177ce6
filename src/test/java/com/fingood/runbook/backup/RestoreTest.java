package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RestoreTest {

    private static final String RUN = "ledger-1-0001";

    /** Stands for a stop at this very place; not an exception that anybody foresees. */
    private static final class Stop extends Error {}

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void what_was_backed_up_is_back_and_the_failed_database_is_kept(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Fingerprint before = fingerprint(subject);
        Backup backup = subject.verified();
        subject.execute("DELETE FROM account WHERE id > 10", "CREATE TABLE too_much (id int)");

        RestoreReport report = restore(subject, backup);

        assertThat(before.differencesTo(fingerprint(subject))).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.resumed()).isFalse();
        assertThat(report.failedDatabase()).contains("_failed_" + RUN);
        assertThat(report.moment()).isEqualTo(backup.moment());
        assertThat(subject.eventTypes()).endsWith("BackupRestored");
        assertThat(subject.backups.unfinishedRestores(subject.target)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void sessions_that_hold_the_database_are_ended(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        try (Connection holder = subject.target.connect(SessionTag.cli("holder"))) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("DELETE FROM nothing_in_it");

            restore(subject, backup);

            assertThat(holder.isValid(1)).isFalse();
        }
        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS);
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_backup_that_is_not_verified_is_not_restored(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();

        assertRefused("backup-not-verified", subject, backup);
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_backup_damaged_after_its_verification_is_not_restored(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        Files.writeString(backup.folder().resolve("database.json"), " ", java.nio.file.StandardOpenOption.APPEND);

        assertRefused("backup-damaged", subject, backup);
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void while_somebody_changes_the_target_nothing_is_exchanged(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        try (Connection migration = subject.target.connect(SessionTag.cli("migrate"))) {
            assertThat(subject.target.dialect().tryAdvisoryLock(migration)).isTrue();

            assertRefused("target-busy", subject, backup);

            assertThat(migration.isValid(1)).isTrue();
        }
        assertThat(restore(subject, backup).resumed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void the_same_run_restores_once(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        RestoreReport first = restore(subject, backup);
        subject.execute("DELETE FROM account WHERE id = 1");

        RestoreReport second = restore(subject, backup);

        assertThat(second.resumed()).isTrue();
        assertThat(second.failedDatabase()).isEqualTo(first.failedDatabase());
        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS - 1);
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_restore_cancelled_before_the_exchange_leaves_everything_as_it_was(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        subject.execute("DELETE FROM account WHERE id = 1");
        Cancellation cancellation = new Cancellation();
        Progress cancelling = (done, of, message) -> {
            if (message.startsWith("putting back")) {
                cancellation.cancel();
            }
        };

        assertThatThrownBy(() -> subject.backups.restore(subject.target, backup.id(), RUN, cancellation, cancelling))
                .isInstanceOf(Cancellation.Cancelled.class);

        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS - 1);
        assertThat(subject.backups.unfinishedRestores(subject.target)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_restore_stopped_between_any_two_steps_leaves_the_target_open_and_is_finished_by_the_next_call(
            TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        int stops = 0;
        for (boolean stopped = true; stopped; ) {
            String run = "ledger-1-" + (1000 + stops);
            subject.execute("INSERT INTO nothing_in_it VALUES (1)");
            stopped = stoppedAt(subject, backup, run, stops);
            if (stopped) {
                assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS);
                subject.backups.restore(subject.target, backup.id(), run, Cancellation.none(), Progress.silent());
                stops++;
            }
            assertThat(subject.number("SELECT count(*) FROM nothing_in_it")).isZero();
            assertThat(subject.backups.unfinishedRestores(subject.target)).isEmpty();
        }
        assertThat(stops).isGreaterThan(6);
    }

    private static boolean stoppedAt(Subject subject, Backup backup, String run, int stop) {
        List<String> steps = new ArrayList<>();
        Progress stopping = (done, of, message) -> {
            if (!message.startsWith("table ")) {
                steps.add(message);
                if (steps.size() == stop + 1) {
                    throw new Stop();
                }
            }
        };
        try {
            subject.backups.restore(subject.target, backup.id(), run, Cancellation.none(), stopping);
            return false;
        } catch (Stop e) {
            return true;
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_restore_whose_process_is_killed_at_any_step_is_finished_by_the_next_call(TestDatabase database)
            throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        int exit = 1;
        int kills = 0;
        for (; exit != 0; kills++) {
            String run = "ledger-1-" + (2000 + kills);
            subject.execute("INSERT INTO nothing_in_it VALUES (1)");
            exit = OtherProcess.run(subject, backup.id(), run, String.valueOf(kills));
            assertThat(exit).isIn(0, OtherProcess.KILLED);

            subject.backups.restore(subject.target, backup.id(), run, Cancellation.none(), Progress.silent());

            assertThat(subject.number("SELECT count(*) FROM nothing_in_it")).isZero();
            assertThat(subject.backups.unfinishedRestores(subject.target)).isEmpty();
        }
        assertThat(kills).isGreaterThan(6);
    }

    private static void assertRefused(String code, Subject subject, Backup backup) {
        assertThatThrownBy(() -> restore(subject, backup))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    private static RestoreReport restore(Subject subject, Backup backup) {
        return subject.backups.restore(subject.target, backup.id(), RUN, Cancellation.none(), Progress.silent());
    }

    private static Fingerprint fingerprint(Subject subject) {
        return subject.target.fingerprint(SessionTag.cli("test"), Cancellation.none());
    }
}

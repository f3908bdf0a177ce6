package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackupsTest {

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_backup_of_a_nasty_schema_is_verified_by_restoring_it(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database, NastySchema.MANY_ROWS);

        Backup backup = subject.create();
        Verification verification = subject.verify(backup.id());

        assertThat(verification.reason()).isNull();
        assertThat(verification.status()).isEqualTo(BackupStatus.VERIFIED);
        assertThat(verification.scratch()).startsWith("rb_scratch_");
        assertThat(verification.tables()).allMatch(Verification.TableResult::equal);
        assertThat(verification.tables())
                .anyMatch(table -> table.table().endsWith("account") && table.rows() == NastySchema.MANY_ROWS);
        assertThat(subject.eventTypes()).containsExactly("BackupCreated", "BackupVerified");
        assertThat(subject.backups.latestVerified(subject.target))
                .map(Backup::id)
                .contains(backup.id());
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_backup_is_created_and_not_verified_until_somebody_verifies_it(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);

        Backup backup = subject.create();

        assertThat(backup.status()).isEqualTo(BackupStatus.CREATED);
        assertThat(backup.bytes()).isPositive();
        assertThat(backup.sha256()).hasSize(64);
        assertThat(backup.run()).isEqualTo("ledger-1-0001");
        assertThat(subject.backups.find(subject.target, backup.id())).contains(backup);
        assertThat(subject.backups.latestVerified(subject.target)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void an_empty_database_can_be_backed_up_and_verified(TestDatabase database) {
        Subject subject = Subject.empty(database);

        Verification verification = subject.verify(subject.create().id());

        assertThat(verification.reason()).isNull();
        assertThat(verification.tables()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void only_the_owner_can_read_what_a_backup_holds(TestDatabase database) throws Exception {
        Backup backup = Subject.filled(database).create();

        try (Stream<Path> paths = Files.walk(backup.folder())) {
            assertThat(paths)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void writes_during_a_backup_do_not_spoil_its_verification(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        try (Writer writer = new Writer(subject)) {
            writer.awaitFirstWrite();

            for (int i = 0; i < 2; i++) {
                assertThat(subject.verify(subject.create().id()).reason()).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_cancelled_backup_leaves_nothing_behind(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Cancellation cancellation = new Cancellation();
        Progress cancelling = (done, of, message) -> {
            if (message.startsWith("taking the fingerprint")) {
                cancellation.cancel();
            }
        };

        assertThatThrownBy(() -> subject.backups.create(
                        subject.target, BackupType.SESSION, null, null, cancellation, cancelling))
                .isInstanceOf(Cancellation.Cancelled.class);

        assertThat(subject.backups.list(subject.target)).isEmpty();
        assertThat(subject.target.properties().backups()).isEmptyDirectory();
        assertThat(subject.events).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void verifying_an_unknown_backup_is_refused(TestDatabase database) {
        Subject subject = Subject.empty(database);

        assertThatThrownBy(() -> subject.verify("ledger-B20200101T000000-0000"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("unknown-backup"));
        assertThatThrownBy(() -> subject.verify("../../etc"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("bad-backup-id"));
    }

    /** Writes to two tables in each transaction until it is closed. */
    private static final class Writer implements AutoCloseable {

        private final AtomicBoolean stop = new AtomicBoolean();
        private final CountDownLatch first = new CountDownLatch(1);
        private final AtomicReference<SQLException> failure = new AtomicReference<>();
        private final Thread thread;

        Writer(Subject subject) {
            thread = new Thread(() -> write(subject), "writer");
            thread.setDaemon(true);
            thread.start();
        }

        void awaitFirstWrite() throws InterruptedException {
            first.await();
        }

        private void write(Subject subject) {
            try (Connection connection = subject.target.connect(SessionTag.cli("writer"));
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!stop.get()) {
                    statement.execute("INSERT INTO account (owner, balance) VALUES ('w', 1)");
                    statement.execute("INSERT INTO nothing_in_it VALUES (1)");
                    connection.commit();
                    first.countDown();
                    // Leaves the machine to the backup; the number of writes does not matter, that they go on does.
                    java.util.concurrent.locks.LockSupport.parkNanos(500_000);
                }
            } catch (SQLException e) {
                failure.set(e);
                first.countDown();
            }
        }

        @Override
        public void close() throws Exception {
            stop.set(true);
            thread.join();
            assertThat((Throwable) failure.get()).isNull();
        }
    }
}

package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.TargetCopy;
import com.fingood.runbook.target.TargetProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What stands in pg_dump's way reaches people in its own words, and leaves nothing that looks like a backup. */
class PostgresDumpTest {

    @Test
    void rows_hidden_by_row_level_security_are_never_left_out_silently() throws Exception {
        Subject subject = Subject.filled(TestDatabases.postgresql());
        subject.execute(
                "ALTER TABLE account ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE account FORCE ROW LEVEL SECURITY",
                "CREATE POLICY a_few ON account USING (id < 10)");

        assertRefused(subject, "row-level-security", "ALTER ROLE " + PostgresServer.OWNER + " BYPASSRLS");
    }

    @Test
    void a_table_of_another_owner_is_refused_with_the_grant_that_helps() throws Exception {
        Subject subject = Subject.filled(TestDatabases.postgresql());
        String name = subject.target.dialect().databaseOf(subject.target.properties());
        try (Connection admin = DriverManager.getConnection(
                PostgresServer.shared().adminUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + name))) {
            admin.createStatement().execute("CREATE TABLE foreign_one (id int)");
        }

        assertRefused(subject, "missing-privilege", "permission denied for table foreign_one");
    }

    @Test
    void tools_that_are_not_there_are_named_with_their_key() throws Exception {
        Subject subject = with(new TargetProperties.Postgres(Path.of("/nowhere/bin"), null, null, null, null));

        assertRefused(subject, "tool-missing", "postgres.bin");
    }

    @Test
    void a_killed_dump_is_told_as_such() throws Exception {
        Subject subject = Subject.filled(TestDatabases.postgresql());
        // Comes last and takes a while, so that the tool is still there when it is killed at the first table.
        subject.execute(
                "CREATE TABLE zz_last AS SELECT n, repeat(md5(n::text), 20) AS t FROM generate_series(1, 150000) n");

        assertRefused(subject, killing(), Cancellation.none(), "tool-killed", "signal 9");
    }

    private static Progress killing() {
        return (done, of, message) -> {
            if (message.startsWith("table ")) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            }
        };
    }

    @Test
    void cancelling_ends_the_tool_and_its_sessions() throws Exception {
        Subject subject = Subject.filled(TestDatabases.postgresql());
        Cancellation cancellation = new Cancellation();
        Progress cancelling = (done, of, message) -> {
            if (message.startsWith("table ")) {
                cancellation.cancel();
            }
        };

        catchThrowableOfType(
                Cancellation.Cancelled.class,
                () -> subject.backups.create(
                        subject.target, BackupType.SCHEDULED, "ledger-1-0009", null, cancellation, cancelling));

        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(subject.target.properties().backups()).isEmptyDirectory();
        awaitNone(
                subject,
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'runbook/ledger-1-0009/%'"
                        + " AND datname = current_database()");
    }

    @Test
    void a_full_disk_is_told_and_nothing_is_left(@TempDir Path folder) throws Exception {
        assumeTrue(mount(folder), "only who may mount a small file system can fill it");
        try {
            Subject subject = Subject.filled(TestDatabases.postgresql(), NastySchema.MANY_ROWS);
            TargetProperties p = subject.target.properties();
            Subject small = Subject.of(
                    TargetCopy.of(p).backups(folder.resolve("backups")).done());

            assertRefused(small, "disk-full", "No space left on device");
        } finally {
            run("umount", folder.toString());
        }
    }

    @Test
    void a_folder_that_can_not_be_written_is_named(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("backups"));
        TargetProperties p = Subject.filled(TestDatabases.postgresql()).target.properties();
        Subject subject =
                Subject.of(TargetCopy.of(p).backups(file.resolve("ledger")).done());

        Refusal refusal = catchThrowableOfType(Refusal.class, subject::create);

        assertThat(refusal).hasMessageContaining(file.resolve("ledger").toString());
    }

    private static Subject with(TargetProperties.Postgres tools) throws SQLException {
        TargetProperties p = Subject.filled(TestDatabases.postgresql()).target.properties();
        return Subject.of(TargetCopy.of(p).postgres(tools).done());
    }

    private static void assertRefused(Subject subject, String code, String words) {
        assertRefused(subject, Progress.silent(), Cancellation.none(), code, words);
    }

    private static void assertRefused(
            Subject subject, Progress progress, Cancellation cancellation, String code, String words) {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> subject.backups.create(subject.target, BackupType.SESSION, null, null, cancellation, progress));

        assertThat(refusal).hasMessageContaining(words);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage())
                .doesNotContain(subject.target.properties().password());
        assertThat(subject.backups.list(subject.target)).isEmpty();
        assertThat(subject.target.properties().backups()).isEmptyDirectory();
    }

    /** A session that was ended is listed for a moment longer. */
    private static void awaitNone(Subject subject, String query) throws SQLException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (subject.number(query) > 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static boolean mount(Path folder) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()) == 0;
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
        } catch (java.io.IOException e) {
            return -1;
        }
    }
}

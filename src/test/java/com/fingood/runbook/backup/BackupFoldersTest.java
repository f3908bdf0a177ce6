package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunEvents;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The folders are the truth, the table is an index of them. */
class BackupFoldersTest {

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_process_killed_while_it_writes_leaves_nothing_that_looks_like_a_backup(TestDatabase database)
            throws Exception {
        Subject subject = Subject.filled(database);
        for (String step : new String[] {"dumping", "taking the fingerprint", "computing", "waiting"}) {
            assertThat(OtherProcess.run(subject, "create", "ledger-1-0003", step))
                    .isEqualTo(OtherProcess.KILLED);
        }

        assertThat(subject.backups.list(subject.target)).isEmpty();
        assertThat(subject.backups.discardUnfinished(subject.target, "ledger-1-0004"))
                .isEmpty();
        assertThat(subject.backups.discardUnfinished(subject.target, "ledger-1-0003"))
                .hasSize(4);
        assertThat(subject.target.properties().backups()).isEmptyDirectory();
    }

    @Test
    void an_unfinished_backup_of_a_living_process_is_left_alone() {
        Subject subject = Subject.empty(TestDatabases.h2());
        BackupFolders folders = new BackupFolders(subject.target);
        folders.begin("ledger-B20261122T100000-0001", null);

        assertThat(subject.backups.discardUnfinished(subject.target, null)).isEmpty();
    }

    @Test
    void the_index_is_rebuilt_from_the_folders() throws Exception {
        DataSource own = own();
        JdbcClient client = JdbcClient.create(own);
        Subject subject = Subject.filled(TestDatabases.h2());
        Backups backups = new Backups(own, RunEvents.nowhere(), Clock.systemUTC());
        Backup backup = backups.create(
                subject.target, BackupType.SESSION, "ledger-1-0001", "1", Cancellation.none(), Progress.silent());
        client.sql("delete from rb_backup").update();

        backups.rebuildIndex(subject.target);
        backups.rebuildIndex(subject.target);

        assertThat(client.sql("select id from rb_backup").query(String.class).list())
                .containsExactly(backup.id());
    }

    @Test
    void a_manifest_changed_together_with_its_seal_is_noticed_by_the_index() throws Exception {
        DataSource own = own();
        Subject subject = Subject.filled(TestDatabases.h2());
        Backups backups = new Backups(own, RunEvents.nowhere(), Clock.systemUTC());
        Backup backup =
                backups.create(subject.target, BackupType.SESSION, null, null, Cancellation.none(), Progress.silent());
        Path manifest = backup.folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"session\"", "\"scheduled\""));
        Files.writeString(
                backup.folder().resolve("manifest.json.sha256"), Checksums.sha256(manifest) + "  manifest.json\n");

        backups.rebuildIndex(subject.target);
        Verification verification = backups.verify(subject.target, backup.id(), Cancellation.none(), Progress.silent());

        assertThat(verification.reason()).contains("manifest.json was changed", "index of backups");
    }

    @Test
    void an_index_that_is_away_stops_no_backup() throws Exception {
        JdbcDataSource away = new JdbcDataSource();
        away.setURL("jdbc:h2:file:/nowhere/at/all;IFEXISTS=TRUE");
        Subject subject = Subject.filled(TestDatabases.h2());
        Backups backups = new Backups(away, RunEvents.nowhere(), Clock.systemUTC());

        Backup backup = backups.create(
                subject.target, BackupType.EMERGENCY, null, null, Cancellation.none(), Progress.silent());

        assertThat(backups.list(subject.target)).containsExactly(backup);
    }

    @Test
    void each_verification_names_the_one_before() throws Exception {
        Subject subject = Subject.filled(TestDatabases.h2());
        Backup backup = subject.create();
        subject.verify(backup.id());
        String first = Checksums.sha256(backup.folder().resolve("verification.json"));

        Verification second = subject.verify(backup.id());

        assertThat(second.previous()).isEqualTo(first);
        assertThat(second.manifestSha256()).isEqualTo(backup.sha256());
        try (Stream<Path> files = Files.list(backup.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("verification.json", "verification-0001.json");
        }
    }

    private static DataSource own() {
        JdbcDataSource own = new JdbcDataSource();
        own.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        OwnDatabase.migrate(own);
        return own;
    }
}

package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.WebForTests;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import static com.fingood.runbook.validation.environment.EnvironmentCheck.BACKUP_SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

class BackupSystemTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void a_verified_backup_must_be_there_and_young(TestDatabase database) {
        Subject subject = Subject.of(database.fresh("verified"));

        assertThat(lastVerified(subject).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(lastVerified(subject.verified(ago(Duration.ofHours(30)))).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(lastVerified(subject.verified(ago(Duration.ofHours(2)))).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(lastVerified(subject.verified(ago(Duration.ofHours(-2)))).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_folder_must_take_files_and_is_left_as_it_was(TestDatabase database) throws IOException {
        Subject subject = Subject.of(database.fresh("folder"));

        assertThat(folderOf(subject.backups(folder)).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(folderOf(subject.backups(folder.resolve("not/yet"))).outcome())
                .isEqualTo(Outcome.PASSED);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        Path file = Files.writeString(folder.resolve("file"), "");
        CheckedPoint found = folderOf(subject.backups(file.resolve("below")));
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.next()).contains("runbook.targets.ledger.backups");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_backup_systems_own_word_is_heard(TestDatabase database) {
        Subject subject = Subject.of(database.fresh("word"));
        try (WebForTests web = new WebForTests()) {
            assertThat(subject.point(BACKUP_SYSTEM, "system").outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(asking(subject, web.answering("/ill", 503, "")).outcome())
                    .isEqualTo(Outcome.FAILED);
            assertThat(asking(subject, web.answering("/well", 200, "")).outcome())
                    .isEqualTo(Outcome.PASSED);
        }
    }

    private static CheckedPoint asking(Subject subject, String url) {
        return subject.probes(null, null, null, null, url).point(BACKUP_SYSTEM, "system");
    }

    private static CheckedPoint lastVerified(Subject subject) {
        return subject.point(BACKUP_SYSTEM, "last-verified");
    }

    private static CheckedPoint folderOf(Subject subject) {
        return subject.point(BACKUP_SYSTEM, "folder");
    }

    private static Instant ago(Duration age) {
        return Instant.now().minus(age);
    }
}

package com.fingood.runbook.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreservedStateTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final SessionTag TAG = new SessionTag("shop-1.0-0001", "preserve-state");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void every_part_is_a_file_that_the_manifest_seals(TestDatabase database) throws Exception {
        Target target = target(database);
        Path out = folder.resolve("kept");

        Preserved preserved = preserve(target, List.of(new Part("facts.json", c -> Map.of("a", "b"))), out);

        JsonNode manifest = json(out.resolve("manifest.json"));
        assertThat(preserved.answered()).isTrue();
        assertThat(manifest.path("files").findValuesAsText("file"))
                .contains(
                        "activity.json",
                        "locks.json",
                        "settings.json",
                        "history.json",
                        "fingerprint.json",
                        "facts.json")
                .contains("prepared-transactions.json");
        for (JsonNode file : manifest.path("files")) {
            byte[] content = Files.readAllBytes(out.resolve(file.path("file").asText()));
            assertThat(Documents.sha256(content)).isEqualTo(file.path("sha256").asText());
        }
        assertThat(Documents.sha256(Files.readAllBytes(out.resolve("manifest.json"))))
                .isEqualTo(preserved.sha256());
        assertThat(Files.readString(out.resolve("manifest.json.sha256")))
                .isEqualTo(preserved.sha256() + "  manifest.json\n");
        assertThat(json(out.resolve("fingerprint.json")).path("data").size()).isPositive();
        try (Stream<Path> all = Files.walk(out)) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .endsWith("------"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void no_rows_value_is_kept_and_a_locked_table_keeps_nobody_waiting(TestDatabase database) throws Exception {
        Target target = target(database);
        Preserved preserved;
        try (Connection other = target.connect(SessionTag.cli("shop"));
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("alter table item add column note varchar(40) default 'Anna-4711'");
            if (database.dialect().equals("postgresql")) {
                statement.execute("select 'Anna-4711' as who");
            }

            preserved = preserve(target, List.of(), folder.resolve("kept"));
            other.rollback();
        }

        try (Stream<Path> all = Files.list(folder.resolve("kept"))) {
            for (Path file : all.toList()) {
                assertThat(Files.readString(file)).doesNotContain("Anna-4711");
            }
        }
        if (database.dialect().equals("postgresql")) {
            assertThat(preserved.missing())
                    .anySatisfy(part -> assertThat(part.toString()).contains("fingerprint.json", "lock timeout"));
            assertThat(Files.readString(folder.resolve("kept/activity.json"))).contains("select ? as who");
            assertThat(Files.readString(folder.resolve("kept/locks.json"))).contains("AccessExclusiveLock", "item");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_can_not_be_had_is_named_with_its_reason(TestDatabase database) throws Exception {
        Part away = new Part("run.json", c -> {
            throw Refusal.unreachable("engine-database-unreachable", "The engine's database is away.", null);
        });

        Preserved preserved = preserve(target(database), List.of(away), folder.resolve("kept"));

        assertThat(preserved.missing())
                .contains(new Preserved.Missing("run.json", "The engine's database is away."))
                .anySatisfy(part -> assertThat(part.file()).isEqualTo("server-log.json"));
        assertThat(json(folder.resolve("kept/manifest.json")).path("missing").findValuesAsText("why"))
                .contains("The engine's database is away.")
                .allSatisfy(why -> assertThat(why).isNotBlank());
    }

    @Test
    void a_cancelled_one_leaves_nothing_and_what_a_killed_one_left_is_in_nobodys_way() throws Exception {
        Target target = target(TestDatabases.h2());
        Cancellation cancellation = new Cancellation();
        Part cancels = new Part("run.json", c -> {
            cancellation.cancel();
            return Map.of();
        });
        Path out = folder.resolve("kept");

        assertThatThrownBy(() -> new PreservedState(Clock.systemUTC())
                        .preserve(target, null, TAG, List.of(cancels, cancels), out, cancellation, Progress.silent()))
                .isInstanceOf(Cancellation.Cancelled.class);
        assertThat(folder).isEmptyDirectory();

        Files.createDirectories(folder.resolve(".kept.partial"));
        Files.writeString(folder.resolve(".kept.partial/activity.json"), "half");
        preserve(target, List.of(), out);
        assertThat(folder).isDirectoryNotContaining("glob:**/.kept.partial");
        assertThatThrownBy(() -> preserve(target, List.of(), out))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void the_servers_log_is_kept_without_values_statements_and_details() {
        assertThat(
                        ServerLog.lines(
                                """
                        2026-11-23 03:00:01.123 UTC [4711] ledger@ledger ERROR:  duplicate key value violates unique constraint "t_pkey"
                        2026-11-23 03:00:01.123 UTC [4711] ledger@ledger DETAIL:  Key (email)=(anna@example.com) already exists.
                        2026-11-23 03:00:01.123 UTC [4711] ledger@ledger STATEMENT:  insert into t values ('anna@example.com')
                        2026-11-23 03:00:02.000 UTC [4711] ledger@ledger LOG:  execute <unnamed>: select 'anna@example.com'
                        	continued anna@example.com
                        2026-11-23 03:00:03.000 UTC [4711] ledger@ledger LOG:  process 99 still waiting for AccessExclusiveLock"""))
                .containsExactly(
                        "2026-11-23 03:00:01.123 UTC [4711] ledger@ledger ERROR: duplicate key value violates unique constraint ?",
                        "2026-11-23 03:00:02.000 UTC [4711] ledger@ledger LOG: execute <unnamed>: ?",
                        "2026-11-23 03:00:03.000 UTC [4711] ledger@ledger LOG: process ? still waiting for AccessExclusiveLock");
    }

    private static Preserved preserve(Target target, List<Part> more, Path out) {
        return new PreservedState(Clock.systemUTC())
                .preserve(target, "shop-1.0-0001", TAG, more, out, Cancellation.none(), Progress.silent());
    }

    private Target target(TestDatabase database) throws Exception {
        var fresh = database.fresh("incident");
        Target found =
                new Targets(Map.of("shop", com.fingood.runbook.fixtures.SampleLedger.at(fresh, changes()))).get("shop");
        try (Connection connection = database.dialect().equals("h2")
                        ? java.sql.DriverManager.getConnection(fresh.url(), fresh.username(), fresh.password())
                        : found.connect(TAG);
                Statement statement = connection.createStatement()) {
            statement.execute("create table item (id int primary key)");
        }
        return found;
    }

    private Path changes() throws IOException {
        Path changes = Files.createTempDirectory("rb-incident-changes");
        Files.writeString(changes.resolve("V1.0__shop.sql"), "create table item (id int primary key);\n");
        return changes;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}

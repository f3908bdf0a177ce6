package com.fingood.runbook.incident;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetCopy;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What is printed is typed, letter by letter, into a shell. */
class RecoveryCommandsTest {

    private static final Run RUN = new Run(
            new RunId("shop-2-0001"),
            "shop",
            "2",
            "rita",
            "it's due",
            null,
            Phase.ROLLBACK,
            null,
            null,
            Instant.EPOCH,
            null);

    private final TestDatabase postgres = TestDatabases.postgresql();

    @Test
    void a_database_is_restored_by_nothing_but_the_printed_commands_whatever_its_name() throws Exception {
        postgres.requireTools();
        Target target = oddlyNamed(postgres.fresh("byhand"));
        assumeTrue(
                target.properties().postgres().command().isEmpty(),
                "psql and pg_restore of this server's version are in its container only");
        execute(
                target,
                "create table \"Ort\" (id int primary key, name text)",
                "insert into \"Ort\" values (1, 'Aarau')");
        Fingerprint before = fingerprint(target);
        Backup backup = verified(target);
        execute(target, "drop table \"Ort\"", "create table too_much (id int)");

        for (String command : new RecoveryCommands(RUN, target).restoreByTools(backup)) {
            typed(target, command);
        }

        assertThat(before.differencesTo(fingerprint(target))).isEmpty();
    }

    @Test
    void an_undo_by_psql_takes_the_change_and_its_row_back_together() throws Exception {
        Target target = oddlyNamed(postgres.fresh("undobyhand"));
        assumeTrue(
                target.properties().postgres().command().isEmpty(),
                "psql of this server's version is in its container only");
        execute(
                target,
                "create table flyway_schema_history (version text)",
                "insert into flyway_schema_history values ('1'), ('2')",
                "create table later (id int)");
        Path undo =
                Files.writeString(Files.createTempDirectory("rb it's").resolve("U2__change.sql"), "drop table later;");

        String command = new RecoveryCommands(RUN, target).undo(undo).get(1);
        typed(target, command.substring("or: ".length()));

        assertThat(target.schema(SessionTag.cli("test")).schema().keySet())
                .noneMatch(object -> object.contains("later"));
        execute(
                target,
                "do $$ begin assert (select string_agg(version, ',') = '1' from flyway_schema_history); end $$");
    }

    /** Another database of the same server. */
    private Target oddlyNamed(TargetProperties fresh) throws SQLException {
        String name = "it's \"odd\" ü " + UUID.randomUUID().toString().substring(0, 8);
        execute(
                new Targets(Map.of("shop", fresh)).get("shop"),
                "create database \"" + name.replace("\"", "\"\"") + "\" template template0");
        String url = fresh.url().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1")
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return new Targets(Map.of("shop", TargetCopy.of(fresh).url(url).done())).get("shop");
    }

    private static Backup verified(Target target) {
        Backups backups = new Backups(null, RunEvents.nowhere(), Clock.systemUTC());
        Backup backup = backups.create(
                target, BackupType.SESSION, RUN.id().value(), "2", Cancellation.none(), Progress.silent());
        backups.verify(target, backup.id(), Cancellation.none(), Progress.silent());
        return backup;
    }

    private static void typed(Target target, String command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        shell.environment().put("PGPASSWORD", target.properties().secret());
        Path bin = target.properties().postgres().bin();
        if (bin != null) {
            shell.environment().merge("PATH", bin.toString(), (path, tools) -> tools + ":" + path);
        }
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\\n" + said).isZero();
    }

    private static Fingerprint fingerprint(Target target) {
        return target.fingerprint(SessionTag.cli("test"), Cancellation.none());
    }

    private static void execute(Target target, String... statements) throws SQLException {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

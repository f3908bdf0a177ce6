package com.fingood.runbook.backup;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Environment;
import com.fingood.runbook.target.TargetProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A server in a container, its tools only there: archives are streamed. And tools here that are older than the server. */
class PostgresInContainerTest {

    private static final String IMAGE = "postgres:17";
    private static String container;
    private static String port;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(run("docker", "image", "inspect", IMAGE) != null, "no Docker here, or it has no image " + IMAGE);
        container =
                run("docker", "run", "-d", "--rm", "-e", "POSTGRES_PASSWORD=secret-17", "-p", "127.0.0.1::5432", IMAGE);
        assumeTrue(container != null, "Docker can't start " + IMAGE);
        port = run("docker", "port", container, "5432/tcp").replaceFirst(".*:", "");
        awaitServer();
    }

    @AfterAll
    static void stop() throws Exception {
        if (container != null) {
            run("docker", "rm", "-f", container);
        }
    }

    @Test
    void a_backup_streamed_through_the_container_is_verified_and_restored() throws Exception {
        Subject subject = Subject.of(properties(new TargetProperties.Postgres(
                null, List.of("docker", "exec", "-i", "-e", "PGPASSWORD", container), "127.0.0.1", 5432, 1)));
        NastySchema.fill(subject.target, NastySchema.ROWS);

        Backup backup = subject.verified();
        subject.execute("DELETE FROM account");
        RestoreReport report = subject.backups.restore(
                subject.target, backup.id(), null, new com.fingood.runbook.run.Cancellation(), (d, o, m) -> {});

        assertThat(backup.format()).isEqualTo("custom");
        assertThat(report.warnings()).isEmpty();
        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS);
    }

    @Test
    void tools_older_than_the_server_are_told_in_their_own_words() throws Exception {
        String version = run("pg_dump", "--version");
        assumeTrue(version != null && version.matches(".* (9|1[0-6])\\..*"), "no pg_dump here that is older than 17");
        Subject subject = Subject.of(properties(TargetProperties.Postgres.onPath()));

        Refusal refusal = catchThrowableOfType(Refusal.class, subject::create);

        assertThat(refusal.code()).isEqualTo("tool-version");
        assertThat(refusal).hasMessageContaining("server version: 17").hasMessageContaining("postgres.bin");
        assertThat(subject.backups.list(subject.target)).isEmpty();
    }

    private TargetProperties properties(TargetProperties.Postgres tools) throws SQLException {
        String database = "t_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "secret-17")) {
            connection.createStatement().execute("CREATE DATABASE " + database);
        }
        return new TargetProperties(
                Environment.PRODUCTION,
                url(database),
                "postgres",
                "secret-17",
                null,
                folder,
                folder.resolve("backups"),
                tools,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The image's first server, for its own setting up, takes no connections over the network. */
    private static void awaitServer() throws InterruptedException {
        long until = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < until) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "secret-17")) {
                return;
            } catch (SQLException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("the server in the container does not answer");
    }

    /** What it prints; null when it fails or is not there. */
    private static String run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? answer : null;
        } catch (IOException e) {
            return null;
        }
    }
}

package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One target as configured under {@code runbook.targets.<name>}. Immutable; validated when the
 * registry is built, where a bad value names its key, the value and what would be right.
 *
 * @param environment production when not said
 * @param url JDBC URL of PostgreSQL or H2
 * @param username the product's own role on the target, not a superuser
 * @param password from the environment or a file, never from a form; null with {@code passwordFile}
 * @param passwordFile file whose first line is the password; null with {@code password}
 * @param changes the change folder
 * @param backups folder of this target's backups
 * @param postgres where pg_dump and pg_restore are; ignored for H2
 * @param limits limits of this target
 * @param staging name of the registered staging target, or null
 */
public record TargetProperties(
        Environment environment,
        String url,
        String username,
        String password,
        Path passwordFile,
        Path changes,
        Path backups,
        Postgres postgres,
        Limits limits,
        String staging) {

    /**
     * @param bin folder of pg_dump and pg_restore; null = PATH
     * @param command prefix that runs the tools elsewhere, e.g. {@code [docker, exec, -i, -e, PGPASSWORD, db]}; null = here. Archives
     *     are then streamed, since the tools' files are not ours
     * @param host host of the server as the tools see it; null = the URL's
     * @param port port of the server as the tools see it; null = the URL's
     * @param jobs parallel jobs of dump and restore, from 1
     */
    public record Postgres(Path bin, List<String> command, String host, Integer port, Integer jobs) {
        public Postgres {
            command = command == null ? List.of() : List.copyOf(command);
            jobs = jobs == null ? 2 : jobs;
        }

        public static Postgres onPath() {
            return new Postgres(null, null, null, null, null);
        }
    }

    /** @param migration hard limit for one migration, undo or restore */
    public record Limits(Duration migration) {
        public Limits {
            migration = migration == null ? Duration.ofMinutes(60) : migration;
        }
    }

    public TargetProperties {
        environment = environment == null ? Environment.PRODUCTION : environment;
        postgres = postgres == null ? Postgres.onPath() : postgres;
        limits = limits == null ? new Limits(null) : limits;
    }

    /**
     * The password, or the first line of the password file, read anew each time so that a rotated one is taken up; empty when
     * neither is configured.
     *
     * @throws com.fingood.runbook.run.Refusal BAD_INPUT {@code password-file-unreadable}
     */
    public String secret() {
        if (passwordFile == null) {
            return password == null ? "" : password;
        }
        try (Stream<String> lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.badInput(
                    "password-file-unreadable",
                    "The password file " + passwordFile
                            + " can't be read. Check that it is there and readable for this user.");
        }
    }

    /** The same with another URL: another database of the same server, or another file. */
    public TargetProperties withUrl(String url) {
        return new TargetProperties(
                environment, url, username, password, passwordFile, changes, backups, postgres, limits, staging);
    }

    @Override
    public String toString() {
        // No password, whoever prints it.
        return "TargetProperties[" + environment.label() + ", " + url + "]";
    }
}

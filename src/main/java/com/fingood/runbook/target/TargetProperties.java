package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;
import org.springframework.util.unit.DataSize;

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
 * @param disk where the free space of the server's disk is read; null = not configured, so unknown
 * @param probes addresses of the systems around the target; what is not configured is unknown
 * @param metrics long-term metrics of the application
 * @param rehearsal where and as whom unapproved scripts are rehearsed; null = not said, which a PostgreSQL target in production refuses
 * @param locks how a change waits for its locks
 * @param application a login of the application, by which a fence is tried; null = the fence counts sessions only
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
        String staging,
        Disk disk,
        Probes probes,
        List<Metric> metrics,
        Rehearsing rehearsal,
        LockProperties locks,
        ApplicationLogin application) {

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

    /**
     * Limits of one target. What is left out takes RUNBOOK.md's value (20 % free disk, 80 % of the connections) or ours.
     *
     * @param diskFree least free space of the server's disk
     * @param connections most connections in use, of the limit that really applies
     * @param replicationLag most delay of a standby
     * @param migration hard limit for one migration, undo or restore
     * @param longTransaction a transaction older than this counts as a performance issue
     * @param deadTuples most dead rows of a table, of all its rows
     * @param wraparound most transaction ids used, of those until the server stops
     * @param backupAge a verified backup older than this is no working backup system
     * @param lockHeld longest time that a rehearsed statement may hold a lock that blocks readers or writers
     * @param rowsPerStatement most rows that one statement may change
     * @param walBytes most write-ahead log that one statement may write
     */
    public record Limits(
            Percent diskFree,
            Percent connections,
            Duration replicationLag,
            Duration migration,
            Duration longTransaction,
            Percent deadTuples,
            Percent wraparound,
            Duration backupAge,
            Duration lockHeld,
            Long rowsPerStatement,
            DataSize walBytes) {
        public Limits {
            diskFree = diskFree == null ? new Percent(20) : diskFree;
            connections = connections == null ? new Percent(80) : connections;
            replicationLag = replicationLag == null ? Duration.ofSeconds(10) : replicationLag;
            migration = migration == null ? Duration.ofMinutes(60) : migration;
            longTransaction = longTransaction == null ? Duration.ofMinutes(15) : longTransaction;
            deadTuples = deadTuples == null ? new Percent(40) : deadTuples;
            wraparound = wraparound == null ? new Percent(50) : wraparound;
            backupAge = backupAge == null ? Duration.ofHours(26) : backupAge;
            lockHeld = lockHeld == null ? Duration.ofMillis(500) : lockHeld;
            rowsPerStatement = rowsPerStatement == null ? Long.valueOf(100_000) : rowsPerStatement;
            walBytes = walBytes == null ? DataSize.ofGigabytes(1) : walBytes;
        }

        public static Limits standard() {
            return new Limits(null, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /**
     * Where the free space of the server's disk is read; SQL can't see it.
     *
     * @param path a path on the server's own disk that this machine sees; null with {@code nodeExporter}
     * @param nodeExporter URL of a Prometheus node exporter's metrics; null with {@code path}
     * @param mountpoint which file system of the node exporter; null = the one with least space left
     */
    public record Disk(Path path, String nodeExporter, String mountpoint) {}

    /**
     * Systems around the target; each is a URL that is asked by GET, null = not configured.
     *
     * @param application the application's health
     * @param monitoring the monitoring system's health
     * @param alerts alerts that are firing, in the form of Prometheus' {@code /api/v1/alerts}; any that is firing fails
     * @param alertRules alert rules, in the form of Prometheus' {@code /api/v1/rules}; one must name this target
     * @param logMonitoring the log monitoring's health
     * @param backupSystem the backup system's health
     */
    public record Probes(
            String application,
            String monitoring,
            String alerts,
            String alertRules,
            String logMonitoring,
            String backupSystem) {
        public static Probes none() {
            return new Probes(null, null, null, null, null, null);
        }
    }

    /**
     * One metric of the application.
     *
     * @param jsonPath where the number stands in the answer, e.g. {@code $.rate}
     * @param limit the number must not be above it
     */
    public record Metric(String id, String url, String jsonPath, Double limit) {}

    /**
     * Where and as whom a script that nobody has approved yet may run.
     *
     * @param sameServer true = beside the target, in scratch databases on its own server
     * @param url another server of at least the target's major version, any database of it; null with {@code sameServer}
     * @param username a role that owns scratch databases only; null = the target's own role
     * @param password of that role; null with {@code passwordFile}
     */
    public record Rehearsing(boolean sameServer, String url, String username, String password, Path passwordFile) {

        /** {@code rehearsal: same-server}, the short form. */
        public static Rehearsing valueOf(String text) {
            if (!text.strip().equals("same-server")) {
                throw new IllegalArgumentException("'same-server', or keys such as url, username and password");
            }
            return new Rehearsing(true, null, null, null, null);
        }

        @Override
        public String toString() {
            return sameServer ? "same-server" : "another server";
        }
    }

    public TargetProperties {
        environment = environment == null ? Environment.PRODUCTION : environment;
        postgres = postgres == null ? Postgres.onPath() : postgres;
        limits = limits == null ? Limits.standard() : limits;
        probes = probes == null ? Probes.none() : probes;
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        locks = locks == null ? LockProperties.standard() : locks;
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
        return TargetCopy.of(this).url(url).done();
    }

    /** The same as the rehearsal reaches its server: another one and another role, where configured. */
    TargetProperties asRehearsing() {
        if (rehearsal == null) {
            return this;
        }
        TargetCopy copy = TargetCopy.of(this);
        if (rehearsal.url() != null) {
            // Host and port are those of the target's server.
            copy.url(rehearsal.url())
                    .postgres(new Postgres(postgres.bin(), postgres.command(), null, null, postgres.jobs()));
        }
        if (rehearsal.username() != null) {
            copy.login(rehearsal.username(), rehearsal.password(), rehearsal.passwordFile());
        }
        return copy.done();
    }

    /** The same as the application reaches it. */
    TargetProperties asApplication() {
        return TargetCopy.of(this)
                .login(application.username(), application.password(), application.passwordFile())
                .done();
    }

    @Override
    public String toString() {
        // No password, whoever prints it.
        return "TargetProperties[" + environment.label() + ", " + url + "]";
    }
}

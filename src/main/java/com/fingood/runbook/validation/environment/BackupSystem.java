package com.fingood.runbook.validation.environment;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether backups are being made and verified, and whether the next one has a place to lie. */
final class BackupSystem implements EnvironmentChecks.Looking {

    /** Clocks of two machines differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final VerifiedBackups backups;
    private final HttpProbe http;

    BackupSystem(VerifiedBackups backups, HttpProbe http) {
        this.backups = backups;
        this.http = http;
    }

    @Override
    public void look(Visit visit, Points points) {
        points.add("last-verified", () -> lastVerified(visit));
        points.add("folder", () -> folder(visit));
        points.add("system", () -> new Probing(http, visit)
                .health("probes.backup-system", visit.properties().probes().backupSystem(), "The backup system"));
    }

    private Finding lastVerified(Visit visit) {
        Duration limit = visit.limits().backupAge();
        String allowed = "a verified backup that is not older than " + Words.time(limit);
        Optional<Instant> latest = backups.latestVerified(visit.target());
        if (latest.isEmpty()) {
            return Finding.failed("There is no verified backup of " + visit.target() + ".", makeOne(visit))
                    .within(allowed);
        }
        Duration age = Duration.between(latest.get(), visit.clock().instant());
        if (age.compareTo(AHEAD.negated()) < 0) {
            return Finding.unknown(
                            "The latest verified backup is of " + latest.get()
                                    + ", which is still to come: the clocks disagree.",
                            "Set the clocks of this machine and of the backups' machine.")
                    .within(allowed);
        }
        String observed = "The latest verified backup shows the target at " + latest.get() + ", "
                + Words.time(age.isNegative() ? Duration.ZERO : age) + " ago.";
        return (age.compareTo(limit) <= 0 ? Finding.passed(observed) : Finding.failed(observed, makeOne(visit)))
                .within(allowed);
    }

    private static String makeOne(Visit visit) {
        return "Find out why there is no newer one, then: runbook backup create " + visit.target()
                + " --type scheduled, and runbook backup verify with its id.";
    }

    private static Finding folder(Visit visit) throws SQLException {
        Path folder = visit.properties().backups().toAbsolutePath();
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            if (!Files.isDirectory(existing) || !takesFiles(existing, existing.equals(folder))) {
                return Finding.failed(
                        "No file can be written to " + existing + ".",
                        "Let this user write there, or set " + visit.key("backups") + " to another folder.");
            }
            return room(visit, folder, Files.getFileStore(existing));
        } catch (IOException e) {
            return Finding.failed(
                    "No file can be written to " + existing + ": "
                            + e.getClass().getSimpleName() + ".",
                    "Look at that disk, or set " + visit.key("backups") + " to another folder.");
        }
    }

    /** Only in the folder itself a file is really written, and deleted again. */
    private static boolean takesFiles(Path place, boolean itself) throws IOException {
        if (!Files.isWritable(place)) {
            return false;
        }
        if (itself) {
            Path written = Files.createTempFile(place, ".health-", ".tmp");
            Files.write(written, new byte[4096]);
            Files.delete(written);
        }
        return true;
    }

    private static Finding room(Visit visit, Path folder, FileStore store) throws SQLException, IOException {
        long free = store.getUsableSpace();
        long database = DatabaseSize.of(visit);
        String observed = "%s takes files and has %s free; the database has %s."
                .formatted(folder, Words.bytes(free), Words.bytes(database));
        String allowed = "as much free space as the database has";
        return free >= database
                ? Finding.passed(observed).within(allowed)
                : Finding.failed(observed, "Delete old backups by your own rules, or give that disk more room.")
                        .within(allowed);
    }
}

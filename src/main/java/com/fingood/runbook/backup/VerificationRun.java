package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Proves a backup: its files are those of the manifest, and what is restored from them equals what was dumped. */
final class VerificationRun {

    private static final int STEPS = 3;
    private static final int DIFFERENCES_SHOWN = 5;

    private final Target target;
    private final BackupFolder folder;
    private final String recordedSha256;
    private final Clock clock;
    /** @param recordedSha256 the manifest's SHA-256 as the index has it, or null */
    VerificationRun(Target target, BackupFolder folder, String recordedSha256, Clock clock) {
        this.target = target;
        this.folder = folder;
        this.recordedSha256 = recordedSha256;
        this.clock = clock;
    }

    Verification run(Cancellation cancellation, Progress progress) {
        Instant started = Timestamps.now(clock);
        try {
            progress.report(0, STEPS, "comparing SHA-256 of every file");
            List<String> wrong = ManifestCheck.of(folder, recordedSha256);
            Verification verification = wrong.isEmpty()
                    ? restored(started, cancellation, progress)
                    : failed(started, String.join("; ", wrong), List.of());
            folder.writeVerification(verification);
            return verification;
        } catch (IOException e) {
            throw DiskFailure.of(
                    "The backup in " + folder.path() + " can't be read or its verification can't be recorded", e);
        }
    }

    private Verification restored(Instant started, Cancellation cancellation, Progress progress) throws IOException {
        String run = folder.manifest().run();
        Scratch scratch = new Scratch(target, run);
        boolean kept = false;
        try {
            Verification verification = compare(started, scratch, run, cancellation, progress);
            kept = verification.isVerified();
            return verification;
        } catch (Refusal e) {
            if (e.kind() != Refusal.Kind.FAILED) {
                throw e;
            }
            return failed(started, e.getMessage(), List.of());
        } catch (SQLException e) {
            Refusal refusal = TargetFailure.of(target.name(), "restoring to a scratch database", e);
            if (refusal.kind() != Refusal.Kind.FAILED) {
                throw refusal;
            }
            return failed(started, refusal.getMessage(), List.of());
        } finally {
            if (!kept) {
                scratch.drop();
            }
        }
    }

    private Verification compare(
            Instant started, Scratch scratch, String run, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        progress.report(1, STEPS, "restoring to a scratch database");
        Fingerprint expected = folder.fingerprint();
        scratch.noteOwner(run == null ? folder.path().getFileName().toString() : run);
        Target restored = scratch.filledFrom(folder, cancellation, progress);
        progress.report(2, STEPS, "taking the fingerprint of the scratch database");
        Fingerprint found = restored.fingerprint(Scratch.tag(run, "verify"), cancellation);
        List<Fingerprint.Difference> differences = expected.differencesTo(found);
        List<Verification.TableResult> tables = tables(expected, found);
        if (!differences.isEmpty()) {
            return failed(started, words(differences), tables);
        }
        return verification(started, BackupStatus.VERIFIED, null, tables, scratch.name());
    }

    private static String words(List<Fingerprint.Difference> differences) {
        String some = differences.stream()
                .limit(DIFFERENCES_SHOWN)
                .map(Fingerprint.Difference::toString)
                .collect(Collectors.joining(", "));
        int more = differences.size() - DIFFERENCES_SHOWN;
        return "what was restored is not what was backed up: " + some + (more > 0 ? " and " + more + " more" : "");
    }

    private static List<Verification.TableResult> tables(Fingerprint expected, Fingerprint found) {
        TreeSet<String> names = new TreeSet<>(expected.data().keySet());
        names.addAll(found.data().keySet());
        List<Verification.TableResult> tables = new ArrayList<>();
        for (String name : names) {
            Fingerprint.TableData one = found.data().get(name);
            boolean equal = one != null && one.equals(expected.data().get(name));
            tables.add(new Verification.TableResult(name, one == null ? -1 : one.rows(), equal));
        }
        return tables;
    }

    private Verification failed(Instant started, String reason, List<Verification.TableResult> tables)
            throws IOException {
        return verification(started, BackupStatus.FAILED, reason, tables, null);
    }

    private Verification verification(
            Instant started, BackupStatus status, String reason, List<Verification.TableResult> tables, String scratch)
            throws IOException {
        Instant ended = Timestamps.now(clock);
        String manifest = java.nio.file.Files.exists(folder.path().resolve(BackupFolder.MANIFEST))
                ? folder.manifestSha256()
                : null;
        return new Verification(
                folder.path().getFileName().toString(),
                status,
                reason,
                manifest,
                folder.verificationSha256(),
                tables,
                scratch,
                started,
                ended,
                Duration.between(started, ended).toMillis());
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.CloneChecks;
import com.fingood.runbook.migration.Rehearsal;
import com.fingood.runbook.migration.RehearsalClone;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.RehearsalSite;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.ChecksAround;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A rehearsal outside any run: on the latest verified backup, or on one that is taken for it. Drops all that it makes. */
final class CommandRehearsal {

    /** What a killed command left behind is older than this and nobody's any more. */
    private static final Duration EXPIRY = Duration.ofHours(24);

    private static final String LABEL = "cli";

    private final Invocation invocation;
    private final Target target;
    private final Cancellation cancellation;
    private final Steps steps;

    CommandRehearsal(Invocation invocation, Target target, Cancellation cancellation) {
        this.invocation = invocation;
        this.target = target;
        this.cancellation = cancellation;
        this.steps = new Steps(invocation.answers());
    }

    /** @param wanted a backup's id; null = the latest verified one, or a new one */
    RehearsalReport run(Change change, String wanted) {
        RehearsalSite site = RehearsalSite.of(target);
        Rehearsal.demandHarmless(target, change);
        RehearsalSite.placesOf(target).forEach(place -> new ScratchDatabases(place).dropExpired(EXPIRY));
        try (EngineAtHand engine = EngineAtHand.of(invocation)) {
            Backups backups = engine.backups(invocation);
            String backup = wanted == null ? latest(backups) : known(backups, wanted);
            String template = site.isElsewhere() ? null : restored(backups, backup);
            try {
                return rehearse(site, backups, backup, template, change);
            } finally {
                if (template != null) {
                    new ScratchDatabases(target).drop(template);
                }
            }
        }
    }

    private RehearsalReport rehearse(
            RehearsalSite site, Backups backups, String backup, String template, Change change) {
        Clock clock = invocation.surroundings().clock();
        ChangeFolder folder = ChangeFolder.at(target.properties().changes());
        ChecksAround around = new ChecksAround(new CheckRunner(clock), folder, LABEL);
        try (RehearsalClone clone =
                site.open(backups, backup, template, ScratchDatabases.newName(), LABEL, cancellation, steps)) {
            return new Rehearsal(clock)
                    .onCopyOf(clone.copied())
                    .rehearse(
                            clone.target(),
                            change,
                            null,
                            Timeouts.of(clone.target(), change),
                            CloneChecks.of(around::before, around::after, around::failures, around::notes),
                            cancellation,
                            steps)
                    .withWarnings(clone.warnings());
        }
    }

    private String latest(Backups backups) {
        Optional<Backup> latest = backups.latestVerified(target);
        if (latest.isEmpty()) {
            return taken(backups, "has no verified backup");
        }
        return showsTheSchemaOfNow(backups, latest.get())
                ? say(latest.get())
                : taken(
                        backups,
                        "has another schema now than its latest verified backup, "
                                + latest.get().id());
    }

    /** On a copy from before the last change a rehearsal would prove nothing about the next one. */
    private boolean showsTheSchemaOfNow(Backups backups, Backup backup) {
        return backups.fingerprintOf(target, backup.id())
                .withoutBookkeeping()
                .schema()
                .equals(target.schema(SessionTag.cli("rehearse")).schema());
    }

    private String say(Backup backup) {
        invocation.answers().say("On backup " + backup.id() + ", which shows " + backup.moment() + ".");
        return backup.id();
    }

    private String taken(Backups backups, String why) {
        invocation.answers().say(target.name() + " " + why + "; taking one.");
        Backup backup = backups.create(target, BackupType.SESSION, null, null, cancellation, steps);
        invocation.answers().say("Backup " + backup.id() + " was taken and is kept.");
        if (RehearsalSite.of(target).isElsewhere()) {
            // Elsewhere the backup is restored once more; this copy only proves it.
            new ScratchDatabases(target).drop(restored(backups, backup.id()));
        }
        return backup.id();
    }

    private String known(Backups backups, String wanted) {
        return backups.find(target, wanted)
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-backup",
                        target.name() + " has no backup '" + wanted + "'. See 'runbook backup list " + target.name()
                                + "'."))
                .id();
    }

    /** Restored and compared anew, which leaves the copy that the clone is made from. */
    private String restored(Backups backups, String backup) {
        Verification verification = backups.verify(target, backup, cancellation, steps);
        if (!verification.isVerified()) {
            throw Refusal.failed(
                    "backup-not-verified",
                    "Backup " + backup + " is not verified: " + verification.reason()
                            + ". Nothing was rehearsed; take a new one with 'runbook backup create'.");
        }
        return verification.scratch();
    }
}

package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares the backup that a run falls back on with the target as it is now. */
@Component
public class BackupWeighing {

    private static final int MOST = 12;

    private final RunContent content;
    private final RunFacts runFacts;
    private final Facts facts;
    private final Backups backups;
    private final Clock clock;

    BackupWeighing(RunContent content, RunFacts runFacts, Facts facts, Backups backups, Clock clock) {
        this.content = content;
        this.runFacts = runFacts;
        this.facts = facts;
        this.backups = backups;
        this.clock = clock;
    }

    /** @throws Refusal REFUSED {@code no-backup} when there is none to fall back on */
    public BackupPoint weigh(Run run, Cancellation cancellation) {
        Target target = content.target(run);
        String id = runFacts.backup(run.id());
        Backup backup = backups.find(target, id)
                .filter(Backup::isVerified)
                .orElseThrow(() -> Refusal.refused(
                        "no-backup",
                        "Backup " + id + " of run " + run.id() + " is gone, or not verified any more. Repeat the"
                                + " preflight, which takes and verifies a new one."));
        BackupPoint point = new BackupPoint(
                id,
                backup.moment(),
                Duration.between(backup.moment(), clock.instant()),
                written(run, target, id, cancellation),
                runFacts.restoreTime(run.id()).orElse(null));
        facts.put(run.id(), BackupPoint.FACT, point);
        return point;
    }

    /** Where the rows themselves tell that nothing was written, they are not read. */
    private List<String> written(Run run, Target target, String backup, Cancellation cancellation) {
        SessionTag tag = new SessionTag(run.id().value(), "weigh-backup");
        Fingerprint then = backups.fingerprintOf(target, backup);
        boolean nothing = runFacts.rowMark(run.id(), backup)
                .filter(mark -> mark.nothingSince(target, tag, then, cancellation))
                .isPresent();
        if (nothing) {
            return List.of();
        }
        return then.differencesTo(target.fingerprint(tag, cancellation)).stream()
                .limit(MOST)
                .map(Object::toString)
                .toList();
    }

    /** As it was weighed last; empty when it never was. */
    public Optional<BackupPoint> last(RunId run) {
        return facts.get(run, BackupPoint.FACT, BackupPoint.class);
    }
}

package com.fingood.runbook.incident;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.diagnosis.need.NeedFacts;
import com.fingood.runbook.diagnosis.violations.Answer;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what the table of rollback needs asks for. What can't be found out is unknown, and says why; it never stops the rest.
 *
 * @param facts for the table
 * @param words what they rest on, for people
 */
public record NeedAssessment(NeedFacts facts, List<String> words) {

    /**
     * @param target the target
     * @param backups where its backups are found
     * @param immediate the immediate lane's limit
     */
    public record Scene(
            Target target, Backups backups, Duration immediate, SessionTag tag, Cancellation cancellation) {}

    private static final WayBack.Undo NO_UNDO =
            new WayBack.Undo(Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, List.of(), "");
    private static final WayBack.Restore NO_RESTORE =
            new WayBack.Restore(Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, "");

    public NeedAssessment {
        words = List.copyOf(words);
    }

    /**
     * @param run what is known of the run whose change is in question; empty = nothing
     * @param version of its change; null without a run
     * @param violations empty = they were not analysed
     */
    public static NeedAssessment of(
            Scene scene, Optional<RunRecord> run, String version, Optional<Violations> violations) {
        List<String> words = new ArrayList<>();
        violations
                .map(Violations::message)
                .ifPresentOrElse(words::add, () -> words.add("The violations are not analysed."));
        if (run.isEmpty()) {
            words.add("No run is known whose change this could be about.");
            return new NeedAssessment(facts(violations, Answer.UNKNOWN, NO_UNDO, NO_RESTORE), words);
        }
        WayBack back = new WayBack(scene.target(), run.get(), scene.tag());
        WayBack.Undo undo = NO_UNDO;
        WayBack.Restore restore = NO_RESTORE;
        try {
            undo = back.undo(scene.immediate(), scene.cancellation());
            words.add(undo.words());
        } catch (Refusal e) {
            words.add("What the undo would give back can't be told: " + e.getMessage());
        }
        try {
            Duration limit = scene.target().properties().limits().migration();
            restore = back.restore(scene.backups(), limit, undo.newerWrites());
            words.add(restore.words());
        } catch (Refusal e) {
            words.add("What a restore would take can't be told: " + e.getMessage());
        }
        words.addAll(undo.loss());
        return new NeedAssessment(facts(violations, back.applied(version), undo, restore), words);
    }

    private static NeedFacts facts(
            Optional<Violations> violations, Answer applied, WayBack.Undo undo, WayBack.Restore restore) {
        return new NeedFacts(
                violations.map(NeedFacts::newViolations).orElse(Answer.UNKNOWN.label()),
                applied,
                violations.map(Violations::touchTheChange).orElse(Answer.UNKNOWN),
                undo.lossless(),
                undo.newerWrites(),
                undo.fits(),
                restore.verified(),
                restore.fits(),
                restore.loses());
    }
}

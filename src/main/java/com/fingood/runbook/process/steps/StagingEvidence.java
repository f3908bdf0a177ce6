package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tested in staging, and staging was identical (RUNBOOK.md, Critical Requirements): a completed run on the configured staging target of
 * the same script and undo, that began where production is now.
 */
@Component
public class StagingEvidence {

    private static final String NEXT =
            " Run version %s on %s first, or ask for a deviation and say where the evidence is.";

    private final RunContent content;
    private final RunFacts known;
    private final Facts facts;
    private final Runs runs;

    StagingEvidence(RunContent content, RunFacts known, Facts facts, Runs runs) {
        this.content = content;
        this.known = known;
        this.facts = facts;
        this.runs = runs;
    }

    /**
     * @return the evidence, in words
     * @throws Refusal FAILED {@code no-staging-evidence} with the reason
     */
    public String find(Run run) {
        String staging = content.target(run).properties().staging();
        if (staging == null) {
            throw missing("No staging target is configured for " + run.target() + ". Set runbook.targets."
                    + run.target() + ".staging, or ask for a deviation and say where the evidence is.");
        }
        List<Run> completed = runs.list(staging).stream()
                .filter(other -> other.outcome() == RunOutcome.COMPLETED)
                .filter(other -> other.version().equals(run.version()))
                .sorted(Comparator.comparing(Run::finished).reversed())
                .toList();
        String next = NEXT.formatted(run.version(), staging);
        if (completed.isEmpty()) {
            throw missing("No completed run has brought version " + run.version() + " to " + staging + " yet." + next);
        }
        Run same = completed.stream()
                .filter(other -> sameScripts(other, run))
                .findFirst()
                .orElseThrow(() -> missing("The run " + completed.get(0).id() + " on " + staging
                        + " executed another script or undo than what lies there now." + next));
        return compared(run, same, next);
    }

    private String compared(Run run, Run staged, String next) {
        Fingerprint began = known.stateBefore(staged.id())
                .orElseThrow(() -> missing("Run " + staged.id() + " kept no state before its migration." + next));
        Fingerprint production =
                content.target(run).schema(new SessionTag(run.id().value(), "staging-evidence"));
        var differences = new Fingerprint(began.schema(), new java.util.TreeMap<>())
                .withoutBookkeeping()
                .ignoringPositions()
                .differencesTo(production.ignoringPositions());
        if (!differences.isEmpty()) {
            throw missing("Staging was not identical to production when run " + staged.id() + " began: "
                    + String.join(
                            ", ",
                            differences.stream().limit(10).map(Object::toString).toList())
                    + (differences.size() > 10 ? " and " + (differences.size() - 10) + " more" : "") + "." + next);
        }
        return "Run " + staged.id() + " brought the same script and undo to " + staged.target()
                + ", whose schema was that of production, on " + staged.finished() + ".";
    }

    private boolean sameScripts(Run staged, Run run) {
        Optional<ChangeDigest> then = facts.get(staged.id(), ApprovalRecheck.DIGEST, ChangeDigest.class);
        ChangeDigest now = ChangeDigest.of(content.change(run), content.folder(run));
        return then.map(digest -> same(digest, now, "script") && same(digest, now, "undo"))
                .orElse(false);
    }

    private static boolean same(ChangeDigest one, ChangeDigest other, String component) {
        return Objects.equals(
                one.components().get(component), other.components().get(component));
    }

    private static Refusal missing(String words) {
        return Refusal.failed("no-staging-evidence", words);
    }
}

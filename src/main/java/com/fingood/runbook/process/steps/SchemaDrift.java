package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether somebody else changed the target's schema: since the run before ended, and since this run was rehearsed. */
@Component
public class SchemaDrift {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaDrift.class);
    private static final String AT_END = "schema-at-end";
    private static final int MOST = 15;

    private final RunContent content;
    private final RunFacts known;
    private final Facts facts;
    private final Runs runs;

    SchemaDrift(RunContent content, RunFacts known, Facts facts, Runs runs) {
        this.content = content;
        this.known = known;
        this.facts = facts;
        this.runs = runs;
    }

    /** Kept for the run that comes next. A run must be able to end while its target is down; then the next one can't compare. */
    public void rememberAtEnd(Run run) {
        try {
            facts.put(run.id(), AT_END, now(run, "schema-at-end"));
        } catch (Refusal away) {
            LOG.warn("The schema at the end of {} is not known: {}", run.id(), away.getMessage());
        }
    }

    /**
     * @return what was compared, in words
     * @throws Refusal FAILED {@code changed-outside} naming the objects
     */
    public String sinceLastRun(Run run) {
        Optional<Run> before = runBefore(run);
        if (before.isEmpty()) {
            return "This is the first run on " + run.target() + ", so there is nothing to compare with.";
        }
        RunId last = before.get().id();
        Optional<Fingerprint> then = facts.get(last, AT_END, Fingerprint.class);
        if (then.isEmpty()) {
            return "Run " + last + " kept no schema at its end, so nothing can be compared; this run will.";
        }
        List<Difference> differences = differences(then.get(), now(run, "outside-changes"));
        if (!differences.isEmpty()) {
            throw Refusal.failed(
                    "changed-outside",
                    "The schema of " + run.target() + " was changed outside the runbook since run " + last + " ended: "
                            + words(differences)
                            + ". Find out who did it and why; take it back, or ask for a deviation.");
        }
        return "The schema is as run " + last + " left it.";
    }

    /**
     * @return what was compared, in words
     * @throws Refusal REFUSED {@code drift} naming the objects
     */
    public String sinceRehearsal(Run run) {
        Fingerprint rehearsed = known.rehearsedSchema(run.id())
                .orElseThrow(() -> Refusal.refused(
                        "not-rehearsed", "Run " + run.id() + " was not rehearsed. Repeat the preflight."));
        List<Difference> differences = differences(rehearsed, now(run, "drift"));
        if (!differences.isEmpty()) {
            throw Refusal.refused(
                    "drift",
                    "The schema of " + run.target() + " has changed since the rehearsal, which therefore says nothing"
                            + " any more: " + words(differences)
                            + ". Find out who changed it, then repeat the preflight.");
        }
        return "The schema is what it was when the change was rehearsed.";
    }

    private Optional<Run> runBefore(Run run) {
        return runs.list(run.target()).stream()
                .filter(other -> other.finished() != null && !other.id().equals(run.id()))
                .max(Comparator.comparing(Run::finished));
    }

    private Fingerprint now(Run run, String action) {
        return content.target(run).schema(new SessionTag(run.id().value(), action));
    }

    private static List<Difference> differences(Fingerprint before, Fingerprint after) {
        return before.withoutBookkeeping().differencesTo(after.withoutBookkeeping());
    }

    private static String words(List<Difference> differences) {
        String first =
                differences.stream().limit(MOST).map(Difference::toString).collect(Collectors.joining(", "));
        return differences.size() <= MOST ? first : first + " and " + (differences.size() - MOST) + " more";
    }
}

package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether somebody else changed the target's schema: since the run before ended, and since this run was rehearsed. */
@Component
public class SchemaDrift {

    private static final int MOST = 15;

    private final RunContent content;
    private final RunFacts facts;
    private final RememberedSchema schemas;

    SchemaDrift(RunContent content, RunFacts facts, RememberedSchema schemas) {
        this.content = content;
        this.facts = facts;
        this.schemas = schemas;
    }

    /** Kept for the run that comes next. */
    public void rememberAtEnd(Run run) {
        schemas.end(run, facts.stateBefore(run.id()).isPresent());
    }

    /**
     * @return what was compared, in words
     * @throws Refusal FAILED {@code changed-outside} naming the objects; {@code outside-changes-unknown} in production when the run
     *     before kept nothing to compare with
     */
    public String sinceLastRun(Run run) {
        Fingerprint now = schemas.begin(run);
        Optional<Run> before = schemas.runBefore(run);
        if (before.isEmpty()) {
            return "This is the first run on " + run.target() + ", so there is nothing to compare with.";
        }
        RunId last = before.get().id();
        Optional<Fingerprint> then = schemas.atEnd(last);
        if (then.isEmpty()) {
            return unknown(run, last);
        }
        List<Difference> differences = differences(then.get(), now);
        if (!differences.isEmpty()) {
            throw Refusal.failed(
                    "changed-outside",
                    "The schema of " + run.target() + " was changed outside the runbook since run " + last + " ended: "
                            + words(differences)
                            + ". Find out who did it and why; take it back, or ask for a deviation.");
        }
        return "The schema is as run " + last + " left it.";
    }

    /** What can't be compared is unknown, and in production the unknown goes to a person. */
    private String unknown(Run run, RunId last) {
        if (content.target(run).isProduction()) {
            throw Refusal.failed(
                    "outside-changes-unknown",
                    "Whether the schema of " + run.target() + " was changed outside the runbook is not known: run "
                            + last
                            + " kept no schema at its end. Compare it by hand and ask for a deviation; this run keeps one.");
        }
        return "Unknown, which stops a run in production only: run " + last + " kept no schema at its end.";
    }

    /**
     * @return what was compared, in words
     * @throws Refusal REFUSED {@code drift} naming the objects
     */
    public String sinceRehearsal(Run run) {
        Fingerprint rehearsed = facts.rehearsedSchema(run.id())
                .orElseThrow(() -> Refusal.refused(
                        "not-rehearsed", "Run " + run.id() + " was not rehearsed. Repeat the preflight."));
        Fingerprint now = schemas.now(run, "drift");
        demandEqual(run, rehearsed, now);
        // What changed between the first look and the backup is in the backup, and was seen by nobody.
        schemas.atStart(run.id()).ifPresent(start -> demandEqual(run, start, now));
        return "The schema is what it was when the change was rehearsed.";
    }

    private static void demandEqual(Run run, Fingerprint seen, Fingerprint now) {
        List<Difference> differences = differences(seen, now);
        if (!differences.isEmpty()) {
            throw Refusal.refused(
                    "drift",
                    "The schema of " + run.target() + " has changed since the rehearsal, which therefore says nothing"
                            + " any more: " + words(differences)
                            + ". Find out who changed it, then repeat the preflight.");
        }
    }

    private static List<Difference> differences(Fingerprint before, Fingerprint after) {
        return schemaOf(before).differencesTo(schemaOf(after));
    }

    private static Fingerprint schemaOf(Fingerprint fingerprint) {
        return new Fingerprint(fingerprint.schema(), new java.util.TreeMap<>()).withoutBookkeeping();
    }

    private static String words(List<Difference> differences) {
        String first =
                differences.stream().limit(MOST).map(Difference::toString).collect(Collectors.joining(", "));
        return differences.size() <= MOST ? first : first + " and " + (differences.size() - MOST) + " more";
    }
}

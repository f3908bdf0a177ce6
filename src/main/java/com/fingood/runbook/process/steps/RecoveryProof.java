package com.fingood.runbook.process.steps;

import com.fingood.runbook.diagnosis.violations.Answer;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the checks whether a person's word about a target that was recovered by hand is true. */
@Component
public class RecoveryProof {

    /** @param agrees only when everything is proven; unknown is not */
    public record Verdict(boolean agrees, String words) {}

    private static final String STEP = "serviceTask_confirmRecovery";
    private static final int MOST = 10;

    private final RunContent content;
    private final RunFacts facts;
    private final SuiteRuns suites;
    private final ViolationsFound violations;
    private final Facts failures;
    private final Clock clock;

    RecoveryProof(
            RunContent content,
            RunFacts facts,
            SuiteRuns suites,
            ViolationsFound violations,
            Facts failures,
            Clock clock) {
        this.content = content;
        this.facts = facts;
        this.suites = suites;
        this.violations = violations;
        this.failures = failures;
        this.clock = clock;
    }

    /** @param said {@code as-before}, {@code as-after} or {@code neither} */
    public Verdict check(Run run, String said, Cancellation cancellation, Progress progress) {
        Verdict verdict = verdict(run, said, cancellation, progress);
        if (!verdict.agrees()) {
            String words = "You said '" + said.replace('-', ' ') + "', but the checks do not agree: " + verdict.words();
            failures.put(run.id(), Failure.FACT, new Failure(STEP, "recovery-not-confirmed", words, clock.instant()));
        }
        return verdict;
    }

    private Verdict verdict(Run run, String said, Cancellation cancellation, Progress progress) {
        try {
            return switch (said) {
                case "as-before" -> asBefore(run, cancellation, progress);
                case "as-after" -> asAfter(run, cancellation);
                default -> neither(run, cancellation, progress);
            };
        } catch (Refusal unknown) {
            return new Verdict(false, unknown.getMessage());
        }
    }

    private Verdict asBefore(Run run, Cancellation cancellation, Progress progress) {
        Optional<Fingerprint> before = facts.stateBefore(run.id());
        if (before.isEmpty()) {
            return new Verdict(false, "The state before the change was never captured.");
        }
        List<Difference> differences = schema(before.get())
                .differencesTo(content.target(run)
                        .schema(new SessionTag(run.id().value(), "confirm-recovery"))
                        .ignoringPositions());
        Comparison compared = suites.compare(
                run, Moment.BEFORE, suites.run(run, Suite.INTEGRITY, Moment.ROLLBACK, cancellation, progress));
        String objects = differences.isEmpty()
                ? "The schema is as before."
                : differences.size() + " objects are not as before: "
                        + String.join(
                                ", ",
                                differences.stream()
                                        .limit(MOST)
                                        .map(Object::toString)
                                        .toList()) + ".";
        boolean row = MigrationHistory.of(
                        content.target(run), new SessionTag(run.id().value(), "confirm-recovery"))
                .row(run.version())
                .isPresent();
        return new Verdict(
                differences.isEmpty() && !row && compared.verdict() == Outcome.PASSED,
                objects
                        + (row ? " The history still has a row of version " + run.version() + "." : "")
                        + " Checks against before: " + compared.message() + ".");
    }

    private Verdict asAfter(Run run, Cancellation cancellation) {
        Optional<Fingerprint> before = facts.stateBefore(run.id());
        Fingerprint after = before.flatMap(
                        state -> facts.rehearsal(run.id()).map(report -> report.expectedAfter(state)))
                .orElse(null);
        if (after == null) {
            return new Verdict(false, "What the change should leave was never rehearsed.");
        }
        CrashDecision found =
                CrashDecision.decide(content.target(run), run.version(), before.get(), after, cancellation);
        return new Verdict(found.state() == CrashDecision.State.AFTER, found.reason());
    }

    private Verdict neither(Run run, Cancellation cancellation, Progress progress) {
        Violations found = violations.look(run, Optional.of(run.id()), cancellation, progress);
        return new Verdict(found.anyNew() == Answer.NO, "Integrity: " + found.message() + ".");
    }

    private static Fingerprint schema(Fingerprint state) {
        return new Fingerprint(state.schema(), new TreeMap<>())
                .withoutBookkeeping()
                .ignoringPositions();
    }
}

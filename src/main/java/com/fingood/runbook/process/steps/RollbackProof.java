package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Proves that a rollback brought the target back: equal to the state before, or to the backup that was restored. */
@Component
public class RollbackProof {

    /** @param passed only when everything is proven; unknown is not passed */
    public record Verdict(boolean passed, String words) {}

    private static final int MOST = 10;

    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;
    private final SuiteRuns suites;
    private final Facts failures;
    private final Clock clock;

    RollbackProof(RunContent content, RunFacts facts, Backups backups, SuiteRuns suites, Facts failures, Clock clock) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
        this.suites = suites;
        this.failures = failures;
        this.clock = clock;
    }

    public Verdict validate(Run run, Cancellation cancellation, Progress progress) {
        Fingerprint now =
                content.target(run).fingerprint(new SessionTag(run.id().value(), "validate-rollback"), cancellation);
        List<Difference> differences = expected(run)
                .withoutBookkeeping()
                .ignoringPositions()
                .differencesTo(now.withoutBookkeeping().ignoringPositions());
        SuiteResult integrity = suites.run(run, Suite.INTEGRITY, Moment.ROLLBACK, cancellation, progress);
        Comparison compared = suites.compare(run, Moment.BEFORE, integrity);
        boolean passed = differences.isEmpty() && compared.verdict() == Outcome.PASSED;
        String words = words(differences) + " Checks against before: " + compared.message() + ".";
        if (!passed) {
            failures.put(
                    run.id(),
                    Failure.FACT,
                    new Failure("serviceTask_validateRollback", "not-as-before", words, clock.instant()));
        }
        return new Verdict(passed, words);
    }

    private Fingerprint expected(Run run) {
        return facts.restored(run.id())
                .map(backup -> backups.fingerprintOf(content.target(run), backup))
                .orElseGet(() -> facts.stateBefore(run.id())
                        .orElseGet(() -> backups.fingerprintOf(content.target(run), facts.backup(run.id()))));
    }

    private static String words(List<Difference> differences) {
        return differences.isEmpty()
                ? "Schema and data are equal to before."
                : differences.size() + " differences to before: "
                        + differences.stream()
                                .limit(MOST)
                                .map(Difference::toString)
                                .collect(Collectors.joining(", ")) + ".";
    }
}

package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.change.Problem;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs a suite of checks against a target and changes nothing there. Stateless; safe for use by several threads. */
public final class CheckRunner {

    private final Clock clock;

    public CheckRunner(Clock clock) {
        this.clock = clock;
    }

    /**
     * Runs every check and returns one result each, in their order. A check that ends without an answer - timeout, error, lost
     * connection, faulty file, nothing to check - is unknown, and no other check suffers from it.
     *
     * @param checks of that suite, as {@link Suite#in} gives them
     * @throws Refusal UNREACHABLE when the target does not answer at the start; OUTCOME_UNKNOWN {@code check-escaped} when a script
     *     got out of its roll-back
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public SuiteResult run(
            Target target,
            Suite suite,
            List<CheckFile> checks,
            SessionTag tag,
            Cancellation cancellation,
            Progress progress) {
        Instant started = clock.instant();
        if (checks.isEmpty()) {
            return new SuiteResult(target.name(), suite, started, started, List.of());
        }
        List<CheckResult> results = new ArrayList<>();
        try (SuiteChecks suiteChecks =
                suite == Suite.INTEGRITY ? new IntegrityChecks(target, tag) : new ScriptChecks(target, tag)) {
            for (CheckFile check : checks) {
                cancellation.throwIfCancelled();
                progress.report(results.size(), checks.size(), check.id());
                results.add(one(suiteChecks, target, check, new Deadline(clock, check.timeout(), cancellation)));
            }
        }
        progress.report(checks.size(), checks.size(), suite.label() + " done");
        return new SuiteResult(target.name(), suite, started, clock.instant(), results);
    }

    private static CheckResult one(SuiteChecks suite, Target target, CheckFile check, Deadline deadline) {
        String dialect = target.dialect().name();
        if (!check.problems().isEmpty()) {
            return unknown(check, deadline, "not run: " + words(check.problems()));
        }
        if (!check.fits(dialect)) {
            String words = "written for " + check.dialect() + "; this target is " + dialect;
            return CheckResult.without(check, Outcome.NOT_APPLICABLE, words, 0);
        }
        try {
            return suite.run(check, deadline);
        } catch (CheckUnusable e) {
            return unknown(check, deadline, e.getMessage());
        } catch (SQLException e) {
            return unknown(check, deadline, words(e, deadline));
        } catch (Refusal e) {
            return unanswered(check, deadline, e);
        }
    }

    private static String words(SQLException e, Deadline deadline) {
        return "57014".equals(e.getSQLState()) ? deadline.overdue() : SqlFailure.words(e);
    }

    private static String words(List<Problem> problems) {
        return String.join("; ", problems.stream().map(Problem::toString).toList());
    }

    private static CheckResult unanswered(CheckFile check, Deadline deadline, Refusal refusal) {
        if (refusal.kind() != Refusal.Kind.UNREACHABLE) {
            throw refusal;
        }
        return unknown(check, deadline, refusal.getMessage());
    }

    private static CheckResult unknown(CheckFile check, Deadline deadline, String words) {
        return CheckResult.without(check, Outcome.UNKNOWN, words, deadline.millisUsed());
    }
}

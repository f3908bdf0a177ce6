package com.fingood.runbook.diagnosis.violations;

import com.fingood.runbook.diagnosis.violations.Violation.Standing;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.CheckComparison;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.SuiteResult;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells new violations from known ones and joins each to what the change touched. Old data is never clean: what counts is what is new.
 * Stateless; safe for use by several threads.
 */
public final class ViolationAnalysis {

    /**
     * @param result of the integrity suite before the change
     * @param words when and for what it was taken
     */
    public record Before(SuiteResult result, String words) {}

    private ViolationAnalysis() {}

    /**
     * Reads the names of the target's tables; runs no check.
     *
     * @param now of the integrity suite
     * @param before empty = of no violation it is known whether it is new
     * @param sql text of each check, by its id
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE when the target does not answer
     */
    public static Violations of(
            Target target,
            SessionTag tag,
            SuiteResult now,
            Optional<Before> before,
            Touched touched,
            Map<String, String> sql) {
        SuiteResult earlier = before.map(Before::result)
                .orElseGet(() -> new SuiteResult(now.target(), now.suite(), now.started(), now.started(), List.of()));
        TablesOfChecks tables = TablesOfChecks.of(target, tag);
        List<Violation> found = new ArrayList<>();
        int passed = 0;
        for (CheckComparison check : Comparison.of(earlier, now).checks()) {
            Optional<Standing> standing = standing(check, earlier, now);
            String text = sql.get(check.id());
            standing.ifPresent(
                    s -> found.add(violation(check, s, tables.touched(text, touched), tables.tablesIn(text))));
            passed += standing.isEmpty() && check.outcome() == Outcome.PASSED ? 1 : 0;
        }
        found.sort(Comparator.comparing(Violation::standing).thenComparing(v -> !v.isCritical()));
        return new Violations(
                target.name(), now.finished(), before.map(Before::words).orElse(null), found, passed);
    }

    private static Violation violation(CheckComparison check, Standing standing, Answer touched, List<String> tables) {
        return new Violation(
                check.id(),
                check.severity(),
                standing,
                check.newViolations(),
                check.knownViolations(),
                touched,
                tables,
                check.evidence(),
                check.message());
    }

    /** @return empty = nothing is wrong with it */
    private static Optional<Standing> standing(CheckComparison check, SuiteResult before, SuiteResult now) {
        return switch (check.outcome()) {
            case NOT_APPLICABLE -> Optional.empty();
            case PASSED -> check.onlyKnown() ? Optional.of(Standing.KNOWN) : Optional.empty();
            case UNKNOWN -> Optional.of(Standing.UNKNOWN);
            case FAILED -> Optional.of(isNew(check, before, now) ? Standing.NEW : Standing.UNKNOWN);
        };
    }

    /** A check that fails without anything to compare with may always have failed. */
    private static boolean isNew(CheckComparison check, SuiteResult before, SuiteResult now) {
        Optional<CheckResult> first = before.check(check.id());
        Optional<CheckResult> second = now.check(check.id());
        boolean comparable = first.isPresent()
                && second.isPresent()
                && first.get().observed() != null
                && second.get().observed() != null
                && String.valueOf(first.get().sha256()).equals(second.get().sha256());
        return check.newViolations() != null && check.newViolations() > 0
                || comparable
                        && (second.get().conserved()
                                || second.get().observed() > first.get().observed());
    }
}

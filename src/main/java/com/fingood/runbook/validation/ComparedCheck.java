package com.fingood.runbook.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Judges one check by its two results. */
final class ComparedCheck {

    private final CheckResult before;
    private final CheckResult after;

    private ComparedCheck(CheckResult before, CheckResult after) {
        this.before = before;
        this.after = after;
    }

    static CheckComparison of(Optional<CheckResult> before, Optional<CheckResult> after) {
        return new ComparedCheck(before.orElse(null), after.orElse(null)).judged();
    }

    private CheckComparison judged() {
        if (after == null) {
            return says(Outcome.UNKNOWN, "it was run before, but not after");
        }
        if (after.outcome() == Outcome.UNKNOWN || after.outcome() == Outcome.NOT_APPLICABLE) {
            return says(after.outcome(), after.message());
        }
        if (after.conserved()) {
            return conserved();
        }
        if (after.outcome() == Outcome.PASSED && after.observed() != null && after.observed() == 0) {
            Long gone = comparable() ? before.observed() : null;
            return says(Outcome.PASSED, after.message(), 0L, 0L, gone, List.of());
        }
        return comparable() ? violations() : notComparable();
    }

    private CheckComparison conserved() {
        if (before == null || before.rows().content() == null) {
            return says(Outcome.UNKNOWN, "there is no result from before to compare with");
        }
        if (!sameFile()) {
            return says(Outcome.UNKNOWN, "the check itself was changed between the two runs");
        }
        if (Objects.equals(before.rows().content(), after.rows().content())) {
            return says(Outcome.PASSED, "the same as before (" + after.observed() + " rows)");
        }
        return says(
                Outcome.FAILED,
                "the result is not the same as before (" + before.observed() + " rows before, " + after.observed()
                        + " after)");
    }

    private boolean comparable() {
        return before != null && before.observed() != null && sameFile();
    }

    private boolean sameFile() {
        return Objects.equals(before.sha256(), after.sha256());
    }

    private CheckComparison notComparable() {
        if (after.outcome() == Outcome.PASSED) {
            return says(Outcome.PASSED, after.message());
        }
        String why = before == null
                ? "it was not run before"
                : sameFile()
                        ? "before it was " + before.outcome().label().replace('_', ' ')
                        : "the check itself was changed";
        return says(Outcome.FAILED, after.message() + "; none is known from before, since " + why);
    }

    private CheckComparison violations() {
        if (after.observed() == null) {
            return says(Outcome.FAILED, after.message());
        }
        return before.rows().complete() && after.rows().complete() || before.observed() == 0 ? byKeys() : byCounts();
    }

    private CheckComparison byKeys() {
        Map<String, Integer> known = new HashMap<>();
        before.rows().keys().forEach(key -> known.merge(key, 1, Integer::sum));
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < after.rows().keys().size(); i++) {
            if (known.merge(after.rows().keys().get(i), -1, Integer::sum) < 0) {
                fresh.add(i);
            }
        }
        long added = before.observed() == 0 ? after.observed() : fresh.size();
        long kept = after.observed() - added;
        return byNumbers(added, kept, before.observed() - kept, evidence(fresh));
    }

    private CheckComparison byNumbers(long added, long kept, long gone, List<Map<String, String>> evidence) {
        String words = kept + " known before, " + added + " new, " + gone + " gone";
        Outcome outcome = added > 0 ? after.outcome() : Outcome.PASSED;
        return says(outcome, words, kept, added, gone, evidence);
    }

    /** Without the keys of all rows only numbers are left, and equal numbers may be other rows. */
    private CheckComparison byCounts() {
        String counts = before.observed() + " violations before, " + after.observed() + " after";
        if (after.outcome() == Outcome.PASSED) {
            return says(Outcome.PASSED, counts);
        }
        if (after.observed() > before.observed()) {
            return says(Outcome.FAILED, counts + ": at least " + (after.observed() - before.observed()) + " new");
        }
        return says(
                Outcome.UNKNOWN, counts + ": whether they are the same can't be told without the keys of every row");
    }

    /** Evidence and keys are in one order, and evidence is the shorter. */
    private List<Map<String, String>> evidence(List<Integer> fresh) {
        return fresh.stream()
                .filter(i -> i < after.evidence().size())
                .map(i -> after.evidence().get(i))
                .toList();
    }

    private CheckComparison says(Outcome outcome, String message) {
        return says(outcome, message, null, null, null, List.of());
    }

    private CheckComparison says(
            Outcome outcome, String message, Long kept, Long added, Long gone, List<Map<String, String>> evidence) {
        CheckResult any = after == null ? before : after;
        return new CheckComparison(
                any.id(),
                any.severity(),
                outcome,
                before == null ? null : before.outcome(),
                after == null ? null : after.outcome(),
                kept,
                added,
                gone,
                evidence,
                message);
    }
}

package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is judged by what a script did on a clone. Stateless. */
public final class MeasuredRules {

    private static final List<MeasuredRule> ALL = List.of(
            new IndexLocks(),
            new ConstraintLocks(),
            new OtherLocks(),
            new HeldLocks(),
            new Rewrites(),
            new LostData(),
            new Narrowing(),
            new Compatibility(),
            new Access(),
            new Design());

    private MeasuredRules() {}

    /** @return the worst first; of one severity in the order of the script */
    public static List<Finding> judge(MeasuredScript script) {
        List<Finding> all = new ArrayList<>();
        ALL.forEach(rule -> all.addAll(rule.judge(script)));
        all.sort(Comparator.comparing(Finding::severity).reversed());
        return all;
    }

    /** DL5: the undo does not give everything back. @param differences what is not given back, in words */
    public static Finding restoreOnly(String file, List<String> differences) {
        return about(
                "DL5",
                Severity.CRITICAL,
                file,
                "The undo does not give everything back: " + some(differences) + ".",
                "Only a restore leads back, and it loses what was written since.",
                "Correct the undo, or have the approver accept that this change is restore only.");
    }

    /**
     * BC3: the change fails on the data that is there.
     *
     * @param statement its first words
     * @param what the constraint and how many rows violate it, without values
     */
    public static Finding failsOnData(String file, Integer line, String statement, String table, String what) {
        return new Finding(
                "BC3",
                Severity.CRITICAL,
                Source.MEASURED,
                file,
                line,
                null,
                statement,
                what,
                "The change fails on production as it did on the copy.",
                "Correct these rows in a change before this one, and add an integrity check that counts them.",
                null,
                table,
                null);
    }

    /** A finding about the rehearsal as a whole. */
    public static Finding about(
            String rule, Severity severity, String file, String condition, String effect, String workaround) {
        return new Finding(
                rule,
                severity,
                Source.MEASURED,
                file,
                null,
                null,
                null,
                condition,
                effect,
                workaround,
                null,
                null,
                null);
    }

    private static String some(List<String> differences) {
        String first = String.join(", ", differences.stream().limit(5).toList());
        return differences.size() > 5 ? first + " and " + (differences.size() - 5) + " more" : first;
    }
}

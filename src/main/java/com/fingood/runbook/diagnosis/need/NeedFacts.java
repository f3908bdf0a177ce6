package com.fingood.runbook.diagnosis.need;

import com.fingood.runbook.diagnosis.violations.Answer;
import com.fingood.runbook.diagnosis.violations.Violations;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the table of rules asks for, {@code rollback-need.dmn}.
 *
 * @param newViolations {@code critical}, {@code other}, {@code none} or {@code unknown}
 * @param changeApplied whether the change is in the target's history
 * @param violationsTouch whether what is new, or may be, is about what the change touched
 * @param undoLossless whether the rehearsal proved that the undo gives everything back
 * @param newerWrites whether somebody wrote since the change
 * @param undoFits whether the undo ends within the immediate lane
 * @param backupVerified whether the run's backup is verified
 * @param restoreFits whether restoring it ends within the target's limit
 * @param restoreLoses whether a restore loses what is in the target now
 */
public record NeedFacts(
        String newViolations,
        Answer changeApplied,
        Answer violationsTouch,
        Answer undoLossless,
        Answer newerWrites,
        Answer undoFits,
        Answer backupVerified,
        Answer restoreFits,
        Answer restoreLoses) {

    /** {@code newViolations}, from what was found. */
    public static String newViolations(Violations found) {
        if (found.anyNew() == Answer.NO) {
            return "none";
        }
        return switch (found.newCritical()) {
            case YES -> "critical";
            case UNKNOWN -> Answer.UNKNOWN.label();
            case NO -> found.anyNew() == Answer.YES ? "other" : Answer.UNKNOWN.label();
        };
    }

    /** The inputs of the table, by their names there. */
    public Map<String, String> inputs() {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("newViolations", newViolations);
        inputs.put("changeApplied", changeApplied.label());
        inputs.put("violationsTouch", violationsTouch.label());
        inputs.put("undoLossless", undoLossless.label());
        inputs.put("newerWrites", newerWrites.label());
        inputs.put("undoFits", undoFits.label());
        inputs.put("backupVerified", backupVerified.label());
        inputs.put("restoreFits", restoreFits.label());
        inputs.put("restoreLoses", restoreLoses.label());
        return inputs;
    }
}

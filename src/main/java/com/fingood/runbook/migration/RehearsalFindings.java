package com.fingood.runbook.migration;

import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;

import java.util.ArrayList;
import java.util.List;

/** What a rehearsal found when it ran, asked and compared. */
final class RehearsalFindings {

    private final List<String> differences = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> checks = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean lossless = true;
    private boolean repeatable = true;

    /** The change itself, not its undo, is not to be executed. */
    void failed(String words) {
        failures.add(words);
    }

    void checked(CloneChecks.Answer answer) {
        checks.addAll(answer.failures());
        warnings.addAll(answer.notes());
        if (!answer.failures().isEmpty()) {
            failures.add("After the change, checks of the change folder fail: " + String.join("; ", answer.failures())
                    + ".");
        }
    }

    void unmeasured(int statements) {
        if (statements > 0) {
            warnings.add(
                    statements + " statements that only change rows were timed, but their locks, scans and rows were"
                            + " not measured: the script has too many to look at each");
        }
    }

    void noUndo() {
        loss("no undo");
    }

    void loss(String words) {
        lossless = false;
        differences.add(words);
        losses.add(words);
    }

    /** Everything but a column's position must be back. */
    void compareUndone(Fingerprint before, Fingerprint undone) {
        for (Difference difference : before.differencesTo(undone)) {
            if (isPosition(difference)) {
                warnings.add("not undone: " + difference);
            } else {
                loss("not undone: " + difference);
            }
        }
    }

    /** The schema must be the same again; rows may differ where the change writes the time or chance. */
    void compareRepeated(Fingerprint first, Fingerprint second) {
        for (Difference difference : first.differencesTo(second)) {
            if (isPosition(difference) || difference.key().startsWith("data:")) {
                warnings.add("different the second time: " + difference);
            } else {
                repeatable = false;
                differences.add("different the second time: " + difference);
            }
        }
    }

    /** Null when nothing is wrong. */
    String failure() {
        List<String> all = new ArrayList<>(failures);
        if (!lossless) {
            all.add("The undo does not bring everything back: the only way back is a restore (" + losses.get(0) + ").");
        } else if (!repeatable) {
            all.add("Applied again after its undo, the change led to another schema.");
        }
        return all.isEmpty() ? null : String.join(" ", all);
    }

    /** Whether it is not only the way back that fails. */
    boolean changeFailed() {
        return !failures.isEmpty() || lossless && !repeatable;
    }

    boolean lossless() {
        return lossless;
    }

    List<String> losses() {
        return losses;
    }

    List<String> differences() {
        return differences;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Names of what the checks found, in words. */
    List<String> checks() {
        return checks;
    }

    private static boolean isPosition(Difference difference) {
        return difference.key().startsWith(Fingerprint.POSITION);
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;

import java.util.ArrayList;
import java.util.List;

/** What a rehearsal found when it compared states. */
final class RehearsalFindings {

    private final List<String> differences = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean lossless = true;
    private boolean repeatable = true;

    void noUndo() {
        lossless = false;
        differences.add("no undo");
    }

    void loss(String words) {
        lossless = false;
        differences.add(words);
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
        if (!lossless) {
            return "The undo does not bring everything back: the only way back is a restore.";
        }
        return repeatable ? null : "Applied again after its undo, the change led to another schema.";
    }

    boolean lossless() {
        return lossless;
    }

    List<String> differences() {
        return differences;
    }

    List<String> warnings() {
        return warnings;
    }

    private static boolean isPosition(Difference difference) {
        return difference.key().startsWith(Fingerprint.POSITION);
    }
}

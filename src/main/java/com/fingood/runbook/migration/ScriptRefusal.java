package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;

import java.util.List;

/** The words for an attempt that did not succeed. */
final class ScriptRefusal {

    private ScriptRefusal() {}

    static void unlessApplied(
            String what, ScriptOutcome outcome, ScriptFailure failure, List<String> left, List<String> tries) {
        if (outcome == ScriptOutcome.APPLIED) {
            return;
        }
        String why = failure == null ? String.join("; ", left) + "." : failure.words();
        String words = what + " did not succeed" + (tries.size() > 1 ? " in " + tries.size() + " tries" : "") + ". "
                + why + " " + rest(outcome, left);
        throw new Refusal(
                outcome == ScriptOutcome.ROLLED_BACK ? Refusal.Kind.FAILED : Refusal.Kind.OUTCOME_UNKNOWN,
                failure == null ? "history-not-as-expected" : failure.code(),
                words);
    }

    private static String rest(ScriptOutcome outcome, List<String> left) {
        return switch (outcome) {
            case ROLLED_BACK -> "Everything was rolled back; nothing of it is left.";
            case PARTLY_APPLIED -> "Something of it is or may be left: " + String.join("; ", left) + ".";
            default -> "Whether it happened is not known.";
        };
    }
}

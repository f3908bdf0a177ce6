package com.fingood.runbook.safety.rules;

import com.fingood.runbook.change.Problem;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Place;

/** A change is more than its script. */
final class ChangeIncomplete implements Rule {

    private static final RuleText TEXT = new RuleText(
            "PR1",
            Severity.HIGH,
            "Change that is not complete",
            """
            The undo script or the document is missing, a part of the document is missing or malformed, a version is left out, comes late or was edited after it was
            applied, or a script does nothing.""",
            "Nobody can review the change as a whole, and the way back is not there when it is needed.",
            """
            Write what is missing, in the words of the neighbours in the folder. Never edit a change that was applied: write the next version.""",
            null,
            """
            The rehearsal drives the change up, down and up again, and so needs the undo. Whether a version was applied is known to the target's history: that part
            is judged when a change is checked against a target.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        if (script.statements().isEmpty()) {
            boolean undo = script.forward().isPresent();
            findings.at(new Place(1, 1))
                    .condition("The " + (undo ? "undo" : "script") + " "
                            + script.script().file() + " does nothing.")
                    .effect(
                            undo
                                    ? "The way back leaves the change in place and reports success."
                                    : "The version is recorded as applied, and nothing has changed.")
                    .workaround(
                            undo
                                    ? "-- the statements that take the change back; where there is no way, say so in its document"
                                    : "-- the statements of the change, or no file")
                    .report();
        }
        for (Problem problem : script.problems()) {
            findings.at((Place) null)
                    .condition(problem.where() + ": " + problem.what() + ".")
                    .workaround("-- " + problem.fix())
                    .report();
        }
    }
}

package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.List;

/** Nothing reaches a manager that was not examined as it is: what was edited on the way is examined again. */
@Component
public class ContentBinding {

    /** @param state {@code same} or {@code changed}; @param words why */
    public record Answer(String state, String words) {}

    private final ExaminedContent examined;
    private final ReviewedContent reviewed;

    ContentBinding(ExaminedContent examined, ReviewedContent reviewed) {
        this.examined = examined;
        this.reviewed = reviewed;
    }

    public Answer compare(Run run) {
        List<String> changes = examined.changes(run);
        return changes.isEmpty()
                ? new Answer("same", "Every gate has seen what lies there now.")
                : new Answer("changed", "Changed " + String.join("; ", changes) + ". All of it is examined again.");
    }

    /** Binds the digest when nothing has changed. */
    public Answer bind(Run run) {
        Answer answer = compare(run);
        if (!answer.state().equals("same")) {
            return answer;
        }
        return new Answer(
                "same",
                "Bound to the digest " + reviewed.bind(run).substring(0, 12) + ", over all that approvers will see.");
    }
}

package com.fingood.runbook.process.guard;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells somebody who acts on a task that is gone what became of it. */
@Component
public class LateClicks {

    private static final Pattern GONE = Pattern.compile("Cannot find task with id ([^:]+)");

    private final HistoryService history;

    LateClicks(@Lazy HistoryService history) {
        this.history = history;
    }

    /** The refusal in words when this was about a task that has ended; else what was given. */
    public RuntimeException explain(NullValueException failure) {
        Matcher matcher = GONE.matcher(String.valueOf(failure.getMessage()));
        HistoricTaskInstance task = matcher.find() ? find(matcher.group(1).strip()) : null;
        if (task == null || task.getEndTime() == null) {
            return failure;
        }
        boolean done = "completed".equals(task.getDeleteReason());
        String became = done
                ? "was completed" + (task.getAssignee() == null ? "" : " by " + task.getAssignee())
                : "was overtaken by events and is no longer needed";
        return Refusal.refused(
                "too-late",
                "Nothing was changed: the task '" + task.getName() + "' " + became + " at "
                        + task.getEndTime().toInstant() + ".");
    }

    private HistoricTaskInstance find(String id) {
        return history.createHistoricTaskInstanceQuery().taskId(id).singleResult();
    }
}

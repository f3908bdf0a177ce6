package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Tells somebody who acts on a task that is over what became of it: who did what, when. */
@Component
public class LateClicks {

    private final HistoryService history;
    private final Decisions decisions;

    LateClicks(@Lazy HistoryService history, Decisions decisions) {
        this.history = history;
        this.decisions = decisions;
    }

    /**
     * @param taskId null = it was about no task
     * @return the refusal in words when this task was there and is over
     */
    public Optional<Refusal> explain(String taskId) {
        HistoricTaskInstance task = taskId == null
                ? null
                : history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
        if (task == null || task.getEndTime() == null) {
            return Optional.empty();
        }
        String became = decisions
                .ofTask(taskId)
                .map(LateClicks::decided)
                .orElse("is over since " + task.getEndTime().toInstant()
                        + ": it was overtaken by events and is no longer needed");
        return Optional.of(Refusal.refused(
                "too-late",
                "Nothing was changed: the task '" + task.getName() + "' " + became
                        + ". Reload to see what is open now."));
    }

    /** The refusal for a task that is known to be over, also while the other's answer is still being written. */
    public Refusal over(String taskId) {
        return explain(taskId)
                .orElseGet(() -> Refusal.refused(
                        "too-late",
                        "Nothing was changed: this task is over, somebody else answered at the same moment. Reload to see"
                                + " what is open now."));
    }

    private static String decided(Decision decision) {
        return "was completed by " + decision.decidedBy() + " with '" + decision.decision() + "' at "
                + decision.decidedAt();
    }
}

package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.steps.StepLog;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Runs one short action of a run between its intent and its result. */
@Component
class ShortSteps {

    private final Runs runs;
    private final Subjects subjects;
    private final StepLog log;

    ShortSteps(Runs runs, Subjects subjects, StepLog log) {
        this.runs = runs;
        this.subjects = subjects;
        this.log = log;
    }

    /**
     * @param errorCode the BPMN error that the model catches when the action is refused
     * @param action returns what was observed, in words
     */
    void run(DelegateExecution execution, String errorCode, Function<Run, String> action) {
        Run run = runs.get(new RunId(execution.getProcessBusinessKey()));
        try {
            log.within(run, execution.getCurrentActivityId(), () -> action.apply(run));
        } catch (Refusal refusal) {
            throw new BpmnError(errorCode, refusal.code());
        }
    }

    /** The same for a run or an issue, where nothing catches a refusal: such a step is stuck, and a person decides. */
    void within(DelegateExecution execution, Function<Run, String> action) {
        Run subject = subjects.of(execution.getProcessBusinessKey());
        log.within(subject, execution.getCurrentActivityId(), () -> action.apply(subject));
    }

    /**
     * The same for a step that answers a question of the model.
     *
     * @param words of the answer, for the run's record
     */
    <T> T answer(DelegateExecution execution, Function<Run, T> action, Function<T, String> words) {
        Run run = runs.get(new RunId(execution.getProcessBusinessKey()));
        AtomicReference<T> answer = new AtomicReference<>();
        log.within(run, execution.getCurrentActivityId(), () -> {
            answer.set(action.apply(run));
            return words.apply(answer.get());
        });
        return answer.get();
    }
}

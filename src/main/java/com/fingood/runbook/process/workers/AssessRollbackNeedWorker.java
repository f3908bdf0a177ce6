package com.fingood.runbook.process.workers;

import com.fingood.runbook.incident.NeedAssessment;
import com.fingood.runbook.process.steps.NeedAssessing;
import com.fingood.runbook.process.steps.Subjects;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Assess the rollback need: the facts that the table asks for. What can't be told is unknown and holds nobody up. */
@Component("assessRollbackNeed")
class AssessRollbackNeedWorker implements LongAction {

    private final NeedAssessing assessing;
    private final Subjects subjects;

    AssessRollbackNeedWorker(NeedAssessing assessing, Subjects subjects) {
        this.assessing = assessing;
        this.subjects = subjects;
    }

    @Override
    public String topic() {
        return "assessRollbackNeed";
    }

    @Override
    public Result perform(Context context) {
        NeedAssessment assessed = assessing.assess(
                context.run(), subjects.runOf(context.run().id().value()), context.cancellation());
        return new Result(
                String.join(" ", assessed.words()), Map.copyOf(assessed.facts().inputs()));
    }
}

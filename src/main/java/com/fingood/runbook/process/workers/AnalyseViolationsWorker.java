package com.fingood.runbook.process.workers;

import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.process.steps.ViolationsFound;
import org.springframework.stereotype.Component;

/** Analyse the violations: every integrity check now, what is new, and whether the change touched it. */
@Component("analyseViolations")
class AnalyseViolationsWorker implements LongAction {

    private final ViolationsFound violations;
    private final Subjects subjects;

    AnalyseViolationsWorker(ViolationsFound violations, Subjects subjects) {
        this.violations = violations;
        this.subjects = subjects;
    }

    @Override
    public String topic() {
        return "analyseViolations";
    }

    @Override
    public String errorCode() {
        return "violations-not-analysed";
    }

    @Override
    public Result perform(Context context) {
        Violations found = violations.look(
                context.run(), subjects.runOf(context.run().id().value()), context.cancellation(), context.progress());
        return Result.of("Integrity: " + found.message() + ".");
    }
}

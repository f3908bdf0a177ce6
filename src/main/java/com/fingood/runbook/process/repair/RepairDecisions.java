package com.fingood.runbook.process.repair;

import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.Map;

/** A repair is asked for only where there is one, and approved by somebody else than who asked. */
@Component
class RepairDecisions implements TaskRule {

    private final Repairs repairs;
    private final Decisions decisions;

    RepairDecisions(Repairs repairs, Decisions decisions) {
        this.repairs = repairs;
        this.decisions = decisions;
    }

    /** @throws Refusal FORBIDDEN {@code four-eyes} */
    @Override
    public void mayWorkOn(OpenTask task, Person person) {
        if (Repairs.APPROVING.equals(task.key())) {
            decisions
                    .last(task.run(), Repairs.ASKING)
                    .map(Decision::decidedBy)
                    .filter(person.id()::equals)
                    .ifPresent(asker -> {
                        throw Refusal.forbidden(
                                "four-eyes",
                                asker + " asked for this repair and can't approve it. Another change manager must.");
                    });
        }
    }

    /** @throws Refusal REFUSED {@code nothing-to-repair} */
    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        if (Repairs.ASKING.equals(task.key())
                && "repair".equals(sent.get("decision"))
                && repairs.remedy(new RunId(task.run())).isEmpty()) {
            throw Refusal.refused(
                    "nothing-to-repair",
                    "No repair was asked for: the history is not rewritten to make a run look right, and nothing in it is"
                            + " known to be wrong. Put right by hand what differs and look again, or roll back.");
        }
    }
}

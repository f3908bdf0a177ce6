package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.steps.Observation;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.Map;

/** What people decide about a gate that is not met, kept in the transaction of their decision. */
@Component
class GateDecisions implements TaskRule {

    static final String DEVIATION = "userTask_decideOnDeviation";

    private static final String ASK = "ask-deviation";

    private final Deviations deviations;
    private final Actions actions;
    private final RunFacts facts;

    GateDecisions(Deviations deviations, Actions actions, RunFacts facts) {
        this.deviations = deviations;
        this.actions = actions;
        this.facts = facts;
    }

    /** @throws Refusal FORBIDDEN when the person asked for the deviation that is to be decided */
    @Override
    public void mayWorkOn(OpenTask task, Person person) {
        if (!DEVIATION.equals(task.key())) {
            return;
        }
        deviations
                .open(task.run(), gate(task))
                .map(Deviation::askedBy)
                .filter(person.id()::equals)
                .ifPresent(asker -> {
                    throw Refusal.forbidden(
                            "four-eyes",
                            asker
                                    + " asked for this deviation and can't decide on it. Another compliance officer must.");
                });
    }

    /** @throws Refusal REFUSED for a deviation from a gate that nobody may do without */
    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        String decision = (String) sent.get("decision");
        String comment = (String) sent.get("comment");
        if (DEVIATION.equals(task.key())) {
            deviations.decide(task.run(), gate(task), decision, person.id(), comment);
        } else if (task.gate() != null && ASK.equals(decision)) {
            Gate gate = gate(task);
            refuseUnrehearsed(task, gate);
            deviations.ask(task.run(), gate, observed(task, gate), person.id(), comment);
        }
    }

    /** A change that does not even run on a clone would not run on the target either. */
    private void refuseUnrehearsed(OpenTask task, Gate gate) {
        boolean ran = facts.rehearsal(new RunId(task.run()))
                .map(report -> report.after() != null)
                .orElse(false);
        if (gate == Gate.REHEARSE_CHANGE && !ran) {
            throw Refusal.refused(
                    "gate-indispensable",
                    "No deviation was asked for: the change did not come through on a clone, so it can't be brought to"
                            + " the target. Mend it and rehearse it again, or abort the run.");
        }
    }

    private String observed(OpenTask task, Gate gate) {
        return actions.last(new RunId(task.run()), gate.step())
                .map(Action::detail)
                .map(Observation::words)
                .orElse("not known");
    }

    private static Gate gate(OpenTask task) {
        return Gate.of(task.gate())
                .orElseThrow(
                        () -> new IllegalStateException("task " + task.key() + " is about no gate: " + task.gate()));
    }
}

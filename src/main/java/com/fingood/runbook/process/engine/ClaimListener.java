package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * People claim tasks for themselves and give back their own, whichever command they use for it. Who had it before is known to the
 * engine's entity alone. An administrator may take a claim from somebody else, on record.
 */
@Component
class ClaimListener implements TaskListener {

    private final People people;
    private final Interventions interventions;

    ClaimListener(People people, Interventions interventions) {
        this.people = people;
        this.interventions = interventions;
    }

    @Override
    public void notify(DelegateTask task) {
        Person person = people.current();
        PropertyChange change = ((TaskEntity) task).getPropertyChanges().get(TaskEntity.ASSIGNEE);
        if (person == null || change == null) {
            return;
        }
        String before = (String) change.getOrgValue();
        if (before != null && !before.equals(person.id())) {
            takeFrom(before, task, person);
        } else if (task.getAssignee() != null && !task.getAssignee().equals(person.id())) {
            refuse(Refusal.forbidden(
                    "assign-refused",
                    "Nothing was changed: a task is claimed by whoever works on it, for nobody else. Ask "
                            + task.getAssignee() + " to claim it."));
        }
    }

    private void takeFrom(String owner, DelegateTask task, Person person) {
        if (task.getAssignee() == null && Interventions.mayIntervene(person)) {
            interventions.recordUnclaim(person, task, owner);
            return;
        }
        String next = ". Ask them to unclaim it; a claim that is forgotten is released by itself.";
        refuse(
                task.getAssignee() == null
                        ? Refusal.forbidden(
                                "unclaim-refused",
                                "Nothing was changed: this task is claimed by " + owner + ", not by " + person.id()
                                        + next)
                        : Refusal.refused(
                                "claimed-by-other",
                                "Nothing was changed: this task is being worked on by " + owner + next));
    }

    private static void refuse(Refusal refusal) {
        Submission.byTheEngine();
        throw refusal;
    }
}

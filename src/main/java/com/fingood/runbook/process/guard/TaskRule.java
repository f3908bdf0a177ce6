package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;

import java.util.Map;

/** What holds for some tasks beyond their group and their form. Each rule looks for its own tasks and leaves the others alone. */
public interface TaskRule {

    /** @throws com.fingood.runbook.run.Refusal FORBIDDEN when this member of the group may not */
    default void mayWorkOn(OpenTask task, Person person) {}

    /**
     * What follows from a submission that was checked and recorded, in the transaction that completes the task.
     *
     * @param sent what the person sent, by variable name
     * @throws com.fingood.runbook.run.Refusal when it can't follow; the task then stays open and nothing is changed
     */
    default void decided(OpenTask task, Person person, Map<String, Object> sent) {}
}

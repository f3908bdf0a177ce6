package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;

import java.util.Map;

/** What follows from a submission that was checked and recorded, in the transaction that completes the task. */
public interface Consequence {

    /**
     * @param sent what the person sent, by variable name
     * @throws com.fingood.runbook.run.Refusal when it can't follow; the task then stays open and nothing is changed
     */
    void of(OpenTask task, Person person, Map<String, Object> sent);
}

package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;

import java.util.Map;

/** Keeps what was refused to somebody whose refused attempts matter: administrators, who may do more than others. */
public interface RefusedAttempts {

    /**
     * @param command what they tried, in words
     * @param subject ids of what it was about
     */
    void refused(Person person, String command, Map<String, Object> subject, Refusal refusal);
}

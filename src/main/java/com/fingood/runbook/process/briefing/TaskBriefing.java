package com.fingood.runbook.process.briefing;

import com.fingood.runbook.run.Run;

import java.util.Map;

/** What a few tasks show beyond what every task of a run shows. */
public interface TaskBriefing {

    /** Whether it has something to say at this task. */
    boolean concerns(String taskKey);

    /**
     * @param briefing what the form shows, to be added to
     * @param variable reads a variable that the task sees; null when there is none
     */
    void add(Map<String, Object> briefing, Run run, java.util.function.UnaryOperator<String> variable);
}

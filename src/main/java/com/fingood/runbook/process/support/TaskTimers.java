package com.fingood.runbook.process.support;

import org.camunda.bpm.engine.ManagementService;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Date;

/**
 * Sets the drawn timers of an open task to when its clocks run out next. A cycle of a model has one period for ever, but a level that is
 * asked later answers faster.
 */
@Component
class TaskTimers {

    private final ManagementService management;

    TaskTimers(ManagementService management) {
        this.management = management;
    }

    /** @param timer element id of the boundary timer */
    void set(String processInstance, String timer, Instant due) {
        management
                .createJobQuery()
                .processInstanceId(processInstance)
                .activityId(timer)
                .timers()
                .list()
                .forEach(job -> management.setJobDuedate(job.getId(), Date.from(due)));
    }
}

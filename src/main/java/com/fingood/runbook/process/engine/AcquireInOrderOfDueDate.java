package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands acquired jobs to the pool as they were read, by due date. The engine's own command loses that order in a hash map. */
class AcquireInOrderOfDueDate extends AcquireJobsCmd {

    private final Map<String, Integer> place = new HashMap<>();

    AcquireInOrderOfDueDate(JobExecutor executor, int most) {
        super(executor, most);
    }

    @Override
    public AcquiredJobs execute(CommandContext context) {
        AcquiredJobs jobs = super.execute(context);
        // The list itself: jobs that another node locked first are taken out of it later, at the flush.
        jobs.getJobIdBatches().sort(Comparator.comparing((List<String> batch) -> place.get(batch.get(0))));
        return jobs;
    }

    @Override
    protected void lockJob(AcquirableJobEntity job) {
        place.put(job.getId(), place.size());
        super.lockJob(job);
    }
}

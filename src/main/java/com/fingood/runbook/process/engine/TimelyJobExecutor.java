package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine's job executor, which besides tells when it last looked for jobs. Its thread may hang in the database or be gone while the
 * executor still calls itself active.
 */
class TimelyJobExecutor extends SpringJobExecutor {

    /** By the machine's own count, since a test may move the engine's clock. */
    private volatile long lastLook = System.nanoTime();

    private final AtomicLong acquired = new AtomicLong();
    private final AtomicLong lostToOthers = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    @Override
    public void start() {
        lastLook = System.nanoTime();
        super.start();
    }

    @Override
    public Command<AcquiredJobs> getAcquireJobsCmd(int most) {
        return new AcquireInOrderOfDueDate(this, most);
    }

    @Override
    public void logAcquisitionAttempt(ProcessEngineImpl engine) {
        lastLook = System.nanoTime();
        super.logAcquisitionAttempt(engine);
    }

    @Override
    public void logAcquiredJobs(ProcessEngineImpl engine, int jobs) {
        acquired.addAndGet(jobs);
        super.logAcquiredJobs(engine, jobs);
    }

    @Override
    public void logAcquisitionFailureJobs(ProcessEngineImpl engine, int jobs) {
        lostToOthers.addAndGet(jobs);
        super.logAcquisitionFailureJobs(engine, jobs);
    }

    @Override
    public void logRejectedExecution(ProcessEngineImpl engine, int jobs) {
        rejected.addAndGet(jobs);
        super.logRejectedExecution(engine, jobs);
    }

    long nanosSinceLastLook() {
        return System.nanoTime() - lastLook;
    }

    long acquired() {
        return acquired.get();
    }

    long lostToOthers() {
        return lostToOthers.get();
    }

    long rejected() {
        return rejected.get();
    }
}

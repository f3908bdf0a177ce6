package com.fingood.runbook.process.workers;

import org.camunda.bpm.engine.ExternalTaskService;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A restarted node releases the locks of its dead predecessor at once, instead of waiting for them to expire. */
@Component
class PredecessorLocks implements SmartLifecycle {

    private final ExternalTaskService tasks;
    private final NodeName node;
    private boolean done;

    PredecessorLocks(ExternalTaskService tasks, NodeName node) {
        this.tasks = tasks;
        this.node = node;
    }

    @Override
    public void start() {
        tasks.createExternalTaskQuery().locked().list().stream()
                .filter(task -> node.isPredecessor(task.getWorkerId()))
                .forEach(task -> tasks.unlock(task.getId()));
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return 1; // before the worker fetches
    }
}

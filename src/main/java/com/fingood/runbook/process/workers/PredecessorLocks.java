package com.fingood.runbook.process.workers;

import org.camunda.bpm.engine.ExternalTaskService;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.util.List;

/** A restarted node releases the locks of its dead predecessor at once, instead of waiting for them to expire. */
@Component
class PredecessorLocks implements SmartLifecycle {

    private final ExternalTaskService tasks;
    private final NodeName node;
    private final JdbcClient jdbc;
    private boolean done;

    PredecessorLocks(ExternalTaskService tasks, NodeName node, DataSource dataSource) {
        this.tasks = tasks;
        this.node = node;
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void start() {
        tasks.createExternalTaskQuery().locked().list().stream()
                .filter(task -> node.isPredecessor(task.getWorkerId()))
                .forEach(task -> tasks.unlock(task.getId()));
        lockersOfJobs().stream().filter(node::isPredecessor).forEach(this::unlockJobs);
        done = true;
    }

    private List<String> lockersOfJobs() {
        return jdbc.sql("select distinct lock_owner_ from act_ru_job where lock_owner_ is not null")
                .query(String.class)
                .list();
    }

    /** By SQL, since the engine has no query for jobs by who locked them. Whoever did is dead: nobody else writes these rows. */
    private void unlockJobs(String dead) {
        jdbc.sql("update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ = ?")
                .param(dead)
                .update();
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

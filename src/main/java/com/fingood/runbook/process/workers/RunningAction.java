package com.fingood.runbook.process.workers;

import com.fingood.runbook.run.Cancellation;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One external task while it is worked on: keeps its lock, notices when it was taken away, reports its end. Measured: a heartbeat that
 * races the completion causes a second run, so the heartbeat is stopped and joined first, and the report is tried again.
 */
final class RunningAction {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAction.class);
    private static final String GATE = "serviceTask_examineGate";
    private static final long BEAT_MILLIS = 1_000;
    private static final int REPORT_TRIES = 60;

    private final LockedExternalTask task;
    private final ExternalTaskService tasks;
    private final String workerId;
    private final Cancellation cancellation = new Cancellation();
    private final Thread heart;
    private volatile boolean beating = true;
    private volatile boolean takenAway;
    private volatile boolean abandoned;

    RunningAction(LockedExternalTask task, ExternalTaskService tasks, String workerId) {
        this.task = task;
        this.tasks = tasks;
        this.workerId = workerId;
        this.heart = new Thread(this::beat, "heartbeat-" + task.getTopicName());
        heart.setDaemon(true);
        heart.start();
    }

    LockedExternalTask task() {
        return task;
    }

    /** Under which name its attempts are kept: a gate's own, since all gates are examined by one step of one model. */
    String step() {
        return GATE.equals(task.getActivityId()) ? "serviceTask_" + task.getTopicName() : task.getActivityId();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The server stops: end the work, report nothing; the next start finds the intent without a result. */
    void abandon() {
        abandoned = true;
        beating = false;
        heart.interrupt();
        cancellation.cancel();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    boolean mayReport() {
        return !takenAway && !abandoned;
    }

    /**
     * Asked when the work failed: whoever takes a task away proves the target quiet, which ends the work's sessions before the next
     * heartbeat finds out. What looks like a lost connection then was a stop.
     */
    boolean wasTakenAway() {
        try {
            tasks.extendLock(task.getId(), workerId, ExternalTaskWorker.LOCK_MILLIS);
        } catch (NotFoundException gone) {
            takenAway = true;
        } catch (RuntimeException unclear) {
            LOG.debug("Whether {} is still ours is not clear: {}", step(), unclear.getMessage());
        }
        return takenAway;
    }

    /** Notes something in our own database, as often as it takes while that is away and the task is ours. */
    void insist(Runnable call) {
        insist(() -> {
            call.run();
            return null;
        });
    }

    /** The same for what is asked there. */
    <T> T insist(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (DataAccessException | TransactionException away) {
                if (attempt == REPORT_TRIES || !mayReport()) {
                    throw away;
                }
                LOG.warn("Our database does not answer {}, trying again: {}", step(), away.getMessage());
                pause(BEAT_MILLIS);
            }
        }
    }

    void complete(Map<String, Object> variables) {
        report(id -> tasks.complete(id, workerId, variables));
    }

    void bpmnError(String code, String message, Map<String, Object> variables) {
        report(id -> tasks.handleBpmnError(id, workerId, code, message, variables));
    }

    void failed(String message, int retriesLeft) {
        report(id -> tasks.handleFailure(id, workerId, message, retriesLeft, 10_000));
    }

    private void report(Consumer<String> call) {
        stopHeart();
        for (int attempt = 1; attempt <= REPORT_TRIES && mayReport(); attempt++) {
            try {
                call.accept(task.getId());
                return;
            } catch (BadUserRequestException gone) {
                LOG.info("Task {} was taken away before its report.", step());
                return;
            } catch (OptimisticLockingException raced) {
                LOG.debug("Reporting again after a race.");
            } catch (RuntimeException away) {
                LOG.warn("Reporting {} failed, trying again: {}", step(), away.getMessage());
                pause(BEAT_MILLIS);
            }
        }
    }

    private void stopHeart() {
        beating = false;
        heart.interrupt();
        try {
            heart.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        while (beating && pause(BEAT_MILLIS)) {
            try {
                tasks.extendLock(task.getId(), workerId, ExternalTaskWorker.LOCK_MILLIS);
            } catch (NotFoundException gone) {
                lost();
            } catch (BadUserRequestException refused) {
                relock(refused);
            } catch (RuntimeException away) {
                // Engine database away: the work goes on, the lock is asked for again.
                LOG.warn("Heartbeat of {} failed, trying again: {}", step(), away.getMessage());
            }
        }
    }

    /** The lock expired: take it again unless somebody else has it. */
    private void relock(BadUserRequestException refused) {
        try {
            tasks.lock(task.getId(), workerId, ExternalTaskWorker.LOCK_MILLIS);
        } catch (BadUserRequestException rival) {
            lost();
        } catch (ProcessEngineException away) {
            LOG.warn("Taking the lock of {} again failed: {}", step(), away.getMessage());
        }
    }

    private void lost() {
        takenAway = true;
        beating = false;
        LOG.info("Task {} was taken away; its work is cancelled.", step());
        cancellation.cancel();
    }

    private boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}

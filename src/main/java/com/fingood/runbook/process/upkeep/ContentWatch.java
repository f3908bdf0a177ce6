package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.approval.ApprovalVoiding;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices that files were edited while people are asked to approve them. */
@Component
class ContentWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ContentWatch.class);
    private static final String MESSAGE = "content-changed";

    private final Runs runs;
    private final ApprovalVoiding voiding;
    private final RuntimeService runtime;

    ContentWatch(Runs runs, ApprovalVoiding voiding, RuntimeService runtime) {
        this.runs = runs;
        this.voiding = voiding;
        this.runtime = runtime;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
    void lookAtWhatWaits() {
        try {
            runs.list().stream()
                    .filter(run -> run.isOpen() && run.phase() == Phase.CHANGE_APPROVAL)
                    .forEach(this::look);
        } catch (RuntimeException away) {
            LOG.warn("Content that waits for approval was not looked at, trying again: {}", away.getMessage());
        }
    }

    /** What can't be looked at in one run keeps nobody from the others. */
    private void look(Run run) {
        try {
            if (!voiding.changes(run).isEmpty()) {
                tell(run);
            }
        } catch (RuntimeException away) {
            LOG.warn("What run {} wants approved was not looked at, trying again: {}", run.id(), away.getMessage());
        }
    }

    private void tell(Run run) {
        try {
            runtime.createMessageCorrelation(MESSAGE)
                    .processInstanceBusinessKey(run.id().value())
                    .correlate();
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException moved) {
            LOG.debug("Run {} moved on meanwhile", run.id());
        }
    }
}

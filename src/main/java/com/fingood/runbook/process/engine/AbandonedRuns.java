package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Closes a run whose instance an administrator deleted, or led past its own end: it would keep its target for ever. Nobody has looked at
 * what it left behind; the next run's preflight does.
 */
@Component
class AbandonedRuns {

    private static final String ROOT = "database-migration";

    private final Runs runs;
    private final LeaseTaking leases;

    AbandonedRuns(Runs runs, @Lazy LeaseTaking leases) {
        this.runs = runs;
        this.leases = leases;
    }

    /** In the transaction that ends it; a run that came to its own end is closed by then. */
    void close(HistoryEvent event) {
        if (event instanceof HistoricProcessInstanceEventEntity process
                && event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)
                && ROOT.equals(process.getProcessDefinitionKey())) {
            runs.find(new RunId(process.getBusinessKey())).filter(Run::isOpen).ifPresent(this::close);
        }
    }

    private void close(Run run) {
        leases.release(run);
        runs.finish(run.id(), RunOutcome.FAILED);
    }
}

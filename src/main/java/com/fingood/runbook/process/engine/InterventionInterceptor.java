package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/** Stands inside the transaction: an intervention and its row in the ledger are kept together, or neither is. */
@Component
class InterventionInterceptor extends CommandInterceptor {

    private final Interventions interventions;

    InterventionInterceptor(Interventions interventions) {
        this.interventions = interventions;
    }

    @Override
    public <T> T execute(Command<T> command) {
        interventions.recordAnnounced();
        return next.execute(command);
    }
}

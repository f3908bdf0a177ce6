package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Puts the guard, the ledger and our settings into the engine before it is built. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RunbookEnginePlugin extends AbstractProcessEnginePlugin {

    private final GuardParseListener parseListener;
    private final CurrentPerson person;
    private final PeopleCommandInterceptor people;
    private final InterventionInterceptor interventions;
    private final StuckStepIncidentHandler.ForJobs stuckJobs;
    private final StuckStepIncidentHandler.ForExternalTasks stuckExternalTasks;

    RunbookEnginePlugin(
            GuardParseListener parseListener,
            CurrentPerson person,
            PeopleCommandInterceptor people,
            InterventionInterceptor interventions,
            StuckStepIncidentHandler.ForJobs stuckJobs,
            StuckStepIncidentHandler.ForExternalTasks stuckExternalTasks) {
        this.parseListener = parseListener;
        this.person = person;
        this.people = people;
        this.interventions = interventions;
        this.stuckJobs = stuckJobs;
        this.stuckExternalTasks = stuckExternalTasks;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        person.readFrom(engine.getIdentityService());
        engine.setCustomPreBPMNParseListeners(
                with(engine.getCustomPreBPMNParseListeners(), (BpmnParseListener) parseListener));
        engine.setCustomPreCommandInterceptorsTxRequired(
                with(engine.getCustomPreCommandInterceptorsTxRequired(), (CommandInterceptor) people));
        engine.setCustomPostCommandInterceptorsTxRequired(
                with(engine.getCustomPostCommandInterceptorsTxRequired(), (CommandInterceptor) interventions));
        engine.setCustomIncidentHandlers(List.of(stuckJobs, stuckExternalTasks));
        engine.setEnableDefaultDbHistoryEventHandler(false);
        engine.setCustomHistoryEventHandlers(
                with(engine.getCustomHistoryEventHandlers(), (HistoryEventHandler) new HistoryWithoutTexts()));
        engine.setResourceAuthorizationProvider(new NoRowsPerTask());
        engine.setDisableStrictCallActivityValidation(false);
        engine.setLegacyJobRetryBehaviorEnabled(false);
        // Our groups are called as people call them, with hyphens.
        engine.setGroupResourceWhitelistPattern("[\\w-]+");
    }

    private static <T> List<T> with(List<T> existing, T ours) {
        List<T> all = existing == null ? new ArrayList<>() : new ArrayList<>(existing);
        all.add(ours);
        return all;
    }
}

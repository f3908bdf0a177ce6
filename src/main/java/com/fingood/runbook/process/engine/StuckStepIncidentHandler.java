package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.gates.Gate;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

import java.util.Map;

/** A step whose attempts are used up opens a task for people, so that nobody has to look into Cockpit to find it. */
abstract class StuckStepIncidentHandler extends DefaultIncidentHandler {

    static final String PROCESS = "stuck-step";

    private final String kind;

    private StuckStepIncidentHandler(String incidentType, String kind) {
        super(incidentType);
        this.kind = kind;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        Incident incident = super.handleIncident(context, message);
        ExecutionEntity execution = context.getExecutionId() == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
        if (execution != null && opensTask(execution)) {
            open(execution.getProcessInstance().getBusinessKey(), stepOf(execution, context), context);
        }
        return incident;
    }

    private static boolean opensTask(ExecutionEntity execution) {
        return execution.getProcessInstance().getBusinessKey() != null
                && !PROCESS.equals(execution.getProcessDefinition().getKey());
    }

    /** All gates are examined by one step of one model; people know them by their own names. */
    private static String stepOf(ExecutionEntity execution, IncidentContext context) {
        Object gate = execution.getVariable(Variables.GATE);
        return Gate.of(String.valueOf(gate)).map(Gate::step).orElse(context.getActivityId());
    }

    private void open(String run, String step, IncidentContext context) {
        Map<String, Object> variables =
                Map.of("run", run, "stuckStep", step, "stuckKind", kind, "stuckId", context.getConfiguration());
        Context.getProcessEngineConfiguration().getRuntimeService().startProcessInstanceByKey(PROCESS, run, variables);
    }

    @Component
    static class ForJobs extends StuckStepIncidentHandler {
        ForJobs() {
            super(Incident.FAILED_JOB_HANDLER_TYPE, "job");
        }
    }

    @Component
    static class ForExternalTasks extends StuckStepIncidentHandler {
        ForExternalTasks() {
            super(Incident.EXTERNAL_TASK_HANDLER_TYPE, "external-task");
        }
    }
}

package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractInstantiationCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.migration.MigrationPlan;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command of the engine is about, and what it carries. The engine's commands keep that in fields without getters, so it is read
 * from there, by name.
 */
final class CommandSubject {

    private static final List<String> NAMES = List.of(
            "taskId",
            "processInstanceId",
            "processInstanceIds",
            "jobId",
            "jobDefinitionId",
            "processDefinitionId",
            "processDefinitionKey",
            "userId",
            "groupId");

    private static final List<String> SKIPPING = List.of("skipCustomListeners", "skipSubprocesses");
    private static final int LONGEST = 300;

    private final Map<String, Object> fields = new TreeMap<>();
    private final boolean skips;

    private CommandSubject(Object holder) {
        NAMES.forEach(name -> keep(name, valueOf(holder, name)));
        this.skips = SKIPPING.stream().anyMatch(name -> Boolean.TRUE.equals(valueOf(holder, name)));
    }

    static CommandSubject of(Command<?> command) {
        Object builder = Stream.of("builder", "executionBuilder", "deploymentBuilder")
                .map(name -> valueOf(command, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(command);
        CommandSubject subject = new CommandSubject(builder);
        subject.keep("variables", variables(command, builder));
        if (builder instanceof DeploymentBuilderImpl deployment) {
            subject.keep("deployment", deployment.getDeployment().getName());
            subject.keep("resources", deployment.getResourceNames());
        }
        return subject;
    }

    /** For the ledger: ids and names, never values. */
    Map<String, Object> words() {
        return fields;
    }

    String taskId() {
        return (String) fields.get("taskId");
    }

    boolean carriesVariables() {
        return fields.containsKey("variables");
    }

    /** Whether it leaves out what has to happen: our listeners, or the end of what a run has called. */
    boolean skips() {
        return skips;
    }

    /** The runs that it is about, as far as they are known; only inside a transaction of the engine. */
    Set<String> runs() {
        CommandContext context = Context.getCommandContext();
        JobEntity job = context.getJobManager().findJobById(String.valueOf(fields.get("jobId")));
        TaskEntity task = context.getTaskManager().findTaskById(String.valueOf(taskId()));
        return Stream.of(
                        job == null ? null : job.getProcessInstanceId(),
                        task == null ? null : task.getProcessInstanceId(),
                        fields.get("processInstanceId"),
                        fields.get("processInstanceIds"))
                .filter(Objects::nonNull)
                .flatMap(ids -> Stream.of(ids.toString().split(", ")))
                .map(context.getExecutionManager()::findExecutionById)
                .filter(Objects::nonNull)
                .map(ExecutionEntity::getBusinessKey)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void keep(String name, Object value) {
        String text = value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "))
                : value == null ? "" : value.toString();
        if (!text.isEmpty()) {
            fields.put(name, text.length() > LONGEST && name.equals("resources") ? text.substring(0, LONGEST) : text);
        }
    }

    private static Collection<String> variables(Command<?> command, Object builder) {
        if (builder instanceof ProcessInstanceModificationBuilderImpl modification) {
            return modification.getModificationOperations().stream()
                    .filter(AbstractInstantiationCmd.class::isInstance)
                    .map(AbstractInstantiationCmd.class::cast)
                    .flatMap(instruction -> Stream.of(instruction.getVariables(), instruction.getVariablesLocal()))
                    .flatMap(variables -> variables.keySet().stream())
                    .toList();
        }
        if (builder instanceof MigrationPlanExecutionBuilderImpl migration) {
            MigrationPlan plan = migration.getMigrationPlan();
            return plan == null || plan.getVariables() == null
                    ? List.of()
                    : plan.getVariables().keySet();
        }
        return valueOf(command, "variables") instanceof Map<?, ?> sent
                ? sent.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    static Object valueOf(Object holder, String name) {
        return Stream.<Class<?>>iterate(holder.getClass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(field -> read(field, holder))
                .orElse(null);
    }

    private static Object read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

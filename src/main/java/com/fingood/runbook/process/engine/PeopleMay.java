package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.interceptor.Command;

import java.util.Set;

/**
 * What a logged-in person may ask the engine for. A list of what is allowed: a command that nobody thought of is refused. Measured:
 * handleBpmnError and handleEscalation end a task without complete listeners, a deployed model is code, and a modification walks around
 * every gate; so these are for administrators only, one by one, and on record.
 */
enum PeopleMay {
    /** Start a run or complete a task: the guard looks at what is sent. */
    SUBMIT,
    /** Read, claim, comment, administer people: may not write a run's variables. */
    WORK,
    /** Administrators only: change a run from outside its tasks. Recorded in the same transaction. */
    INTERVENE,
    NOTHING;

    private static final Set<String> SUBMITTING =
            Set.of("StartProcessInstanceCmd", "SubmitStartFormCmd", "CompleteTaskCmd", "SubmitTaskFormCmd");

    private static final Set<String> WORKING = Set.of(
            "ClaimTaskCmd",
            "AssignTaskCmd",
            "AddCommentCmd",
            "CreateFilterCmd",
            "SaveFilterCmd",
            "DeleteFilterCmd",
            "ExecuteFilterListCmd",
            "ExecuteFilterListPageCmd",
            "ExecuteFilterSingleResultCmd",
            "ExecuteFilterCountCmd",
            "CheckPassword",
            "CreateUserCmd",
            "SaveUserCmd",
            "DeleteUserCmd",
            "CreateGroupCmd",
            "SaveGroupCmd",
            "DeleteGroupCmd",
            "CreateMembershipCmd",
            "DeleteMembershipCmd",
            "SetUserInfoCmd",
            "DeleteUserInfoCmd",
            "SetUserPictureCmd",
            "DeleteUserPictureCmd",
            "UnlockUserCmd",
            "CreateAuthorizationCommand",
            "SaveAuthorizationCmd",
            "DeleteAuthorizationCmd",
            "AuthorizationCheckCmd",
            "IsIdentityServiceReadOnlyCmd",
            "EvaluateDecisionCmd");

    private static final Set<String> INTERVENING = Set.of(
            "HandleTaskBpmnErrorCmd",
            "HandleTaskEscalationCmd",
            "ModifyProcessInstanceCmd",
            "MigrateProcessInstanceCmd",
            "DeleteProcessInstanceCmd",
            "SuspendProcessInstanceCmd",
            "ActivateProcessInstanceCmd",
            "SuspendProcessDefinitionCmd",
            "ActivateProcessDefinitionCmd",
            "SuspendJobCmd",
            "ActivateJobCmd",
            "SuspendJobDefinitionCmd",
            "ActivateJobDefinitionCmd",
            "SetJobDuedateCmd",
            "RecalculateJobDuedateCmd",
            "DeployCmd");

    /** Groups and rights say who may decide: who changes them is on record. */
    private static final Set<String> ADMINISTERING = Set.of(
            "SaveUserCmd",
            "DeleteUserCmd",
            "SaveGroupCmd",
            "DeleteGroupCmd",
            "CreateMembershipCmd",
            "DeleteMembershipCmd",
            "SaveAuthorizationCmd",
            "DeleteAuthorizationCmd");

    /** Reads only, but is of use to nobody else; and no stack trace reaches anybody else. */
    private static final Set<String> LOOKING_INTO = Set.of(
            "CreateMigrationPlanCmd",
            "GetJobExceptionStacktraceCmd",
            "GetHistoricJobLogExceptionStacktraceCmd",
            "GetExternalTaskErrorDetailsCmd",
            "GetHistoricExternalTaskLogErrorDetailsCmd");

    static PeopleMay of(Command<?> command, boolean administrator) {
        String name = command.getClass().getSimpleName();
        if (SUBMITTING.contains(name)) {
            return SUBMIT;
        }
        if (administrator && INTERVENING.contains(name)) {
            return INTERVENE;
        }
        if (LOOKING_INTO.contains(name)) {
            return administrator ? WORK : NOTHING;
        }
        return WORKING.contains(name) || reads(command, name) ? WORK : NOTHING;
    }

    /** The command's name in words: "complete task". */
    static String words(Command<?> command) {
        String name = command.getClass().getSimpleName().replaceAll("(Cmd|Command)$", "");
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
    }

    static boolean administersPeople(Command<?> command) {
        return ADMINISTERING.contains(command.getClass().getSimpleName());
    }

    /** What only reads is answered by the engine's own words when it finds nothing. */
    static boolean onlyReads(Command<?> command) {
        return reads(command, command.getClass().getSimpleName());
    }

    private static boolean reads(Command<?> command, String name) {
        return command instanceof AbstractQuery
                || name.startsWith("Get")
                || name.endsWith("QueryCmd")
                || command.getClass().getName().matches("org\\.camunda\\.bpm\\.(cockpit|admin|tasklist|webapp)\\..*");
    }
}

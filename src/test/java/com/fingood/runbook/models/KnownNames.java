package com.fingood.runbook.models;

import java.util.Map;
import java.util.Set;

/** Every name that a model may use, in one place: a typing error in a model is a step that gets stuck at night. */
final class KnownNames {

    private KnownNames() {}

    static final Set<String> DELEGATES = Set.of(
            "loadChange",
            "checkDocumentation",
            "recheckApproval",
            "takeLease",
            "closeRun",
            "remindPeople",
            "resolveStuckStep");

    static final Set<String> TOPICS = Set.of(
            "createBackup",
            "verifyBackup",
            "rehearseChange",
            "establishBaseline",
            "ensureBackup",
            "captureStateBefore",
            "migrate",
            "proveQuiet",
            "captureStateAfter",
            "validateImmediately",
            "assessRollback",
            "undoChange",
            "restoreBackup",
            "validateRollback");

    /** Steps that are drawn in a second place under an id of their own. */
    static final Map<String, String> SAME_STEP = Map.of(
            "closeCancelledRun", "closeRun",
            "closeRolledBackRun", "closeRun",
            "proveQuietBeforeCancelling", "proveQuiet");

    /** Delegates that change something outside the engine get one attempt, then a person is asked. */
    static final Set<String> CHANGING_DELEGATES = Set.of("takeLease", "resolveStuckStep");

    static final Set<String> VARIABLES = Set.of(
            "decision",
            "outcome",
            "runOutcome",
            "targetState",
            "rollbackMeans",
            "rollbackVerdict",
            "validationVerdict");

    /** The only members that an expression may reach, since any other method call is a door into the server. */
    static final Set<String> MEMBERS = Set.of(
            "deadlines.due",
            "deadlines.repeat",
            "deadlines.after",
            "deadlines.windowOpens",
            "deadlines.hardLimit",
            "execution.setVariable",
            "execution.hasVariable",
            "execution.processBusinessKey");

    static final Set<String> GROUPS = Set.of(
            "release-engineers",
            "database-team",
            "senior-database-team",
            "operations",
            "change-managers",
            "compliance-officers",
            "security-team",
            "incident-response",
            "business-owners",
            "auditors");

    /** The only process that people start by themselves. */
    static final Set<String> STARTED_BY_PEOPLE = Set.of("database-migration");
}

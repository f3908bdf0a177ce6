package com.fingood.runbook.models;

import com.fingood.runbook.process.gates.Gate;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every name that a model may use, in one place: a typing error in a model is a step that gets stuck at night. */
final class KnownNames {

    private KnownNames() {}

    static final Set<String> DELEGATES = Set.of(
            "compareContent",
            "bindContent",
            "recheckApproval",
            "takeLease",
            "closeRun",
            "tellTeam",
            "recheckWindow",
            "remindPeople",
            "askLevel",
            "raiseLevel",
            "askNextLevel",
            "releaseClaim",
            "pageEveryone",
            "attachFindings",
            "askForApprovals",
            "chaseApprovers",
            "voidApprovals",
            "resolveStuckStep",
            "escalateTimeout",
            "stopMigration",
            "escalateRollbackFailure",
            "contactDatabaseTeam",
            "keepRollbackNeed");

    /** What the preflight's call activities hand to the process {@code gate}, which examines it under this topic. */
    static final Set<String> GATES =
            Arrays.stream(Gate.values()).map(Gate::topic).collect(Collectors.toUnmodifiableSet());

    static final Set<String> TOPICS = Set.of(
            "${gate}",
            "findDrift",
            "ensureBackup",
            "captureStateBefore",
            "migrate",
            "proveQuiet",
            "captureStateAfter",
            "validateImmediately",
            "assessRollback",
            "undoChange",
            "restoreBackup",
            "validateRollback",
            "analysePerformance",
            "findSlowQueries",
            "suggestIndexes",
            "recheckEnvironment",
            "recheckReadiness",
            "weighBackup",
            "renewBackup",
            "placeFence",
            "liftFence",
            "findBlockers",
            "endBlockers",
            "preserveState",
            "repairHistory",
            "analyseViolations",
            "assessRollbackNeed",
            "documentRollbackFailure",
            "prepareManualRecovery",
            "confirmRecovery");

    /** Steps that are drawn in a second place under an id of their own. */
    static final Map<String, String> SAME_STEP = Map.ofEntries(
            Map.entry("closeCancelledRun", "closeRun"),
            Map.entry("closeRolledBackRun", "closeRun"),
            Map.entry("proveQuietAfterUndo", "proveQuiet"),
            Map.entry("proveQuietAfterRestore", "proveQuiet"),
            Map.entry("escalateRestoreTimeout", "escalateTimeout"),
            Map.entry("tellTeamApproved", "tellTeam"),
            Map.entry("tellTeamHourBefore", "tellTeam"),
            Map.entry("tellTeamWindowOpens", "tellTeam"),
            Map.entry("tellTeamHowItEnded", "tellTeam"),
            Map.entry("tellTeamCancelled", "tellTeam"),
            Map.entry("tellTeamRolledBack", "tellTeam"),
            Map.entry("proveQuietBeforeCancelling", "proveQuiet"),
            Map.entry("examineGate", "${gate}"),
            Map.entry("attachSuggestions", "attachFindings"));

    /** Delegates that change something outside the engine get one attempt, then a person is asked. */
    static final Set<String> CHANGING_DELEGATES = Set.of("takeLease", "resolveStuckStep");

    static final Set<String> VARIABLES = Set.of(
            "decision",
            "gate",
            "approval",
            "contentState",
            "notifyTeamDecision",
            "planCommunicationDecision",
            "confirmContactsDecision",
            "reviewRiskDecision",
            "assessPrivacyDecision",
            "outcome",
            "runOutcome",
            "targetState",
            "watched",
            "afterStop",
            "rollbackMeans",
            "rollbackVerdict",
            "validationVerdict",
            "recovered",
            "level",
            "kind");

    /** The only members that an expression may reach, since any other method call is a door into the server. */
    static final Set<String> MEMBERS = Set.of(
            "deadlines.due",
            "deadlines.repeat",
            "deadlines.after",
            "deadlines.hourBeforeWindow",
            "deadlines.windowOpens",
            "deadlines.hardLimit",
            "watch.expectedTime",
            "watch.waitLonger",
            "gates.groups",
            "gates.due",
            "gates.repeat",
            "support.groups",
            "support.due",
            "support.repeat",
            "support.resolve",
            "approvals.wanted",
            "approvals.group",
            "approvals.due",
            "approvals.chase",
            "approvals.expires",
            "approvals.decided",
            "approvals.answer",
            "policyFacts.environment",
            "policyFacts.declaredRisk",
            "policyFacts.computedRisk",
            "policyFacts.worstFinding",
            "policyFacts.lockMillis",
            "policyFacts.personalData",
            "policyFacts.financialData",
            "policyFacts.deviations",
            "checklist.isNeeded",
            "checklist.concernsPrivacy",
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

    /** The only processes that people start by themselves. */
    static final Set<String> STARTED_BY_PEOPLE = Set.of("database-migration", "support-escalation");
}

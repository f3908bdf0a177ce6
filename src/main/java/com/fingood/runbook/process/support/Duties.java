package com.fingood.runbook.process.support;

import java.util.Set;

/**
 * Which tasks are work that a higher support level may do as well. Every other task is a decision of its own role: it is chased there, and
 * nobody else is ever added. What is not listed is a decision, so that a new task never widens by oversight; a test asks of every task of
 * every model on which side it stands.
 */
public final class Duties {

    public static final Set<String> WORK = Set.of(
            "userTask_resolveIssue",
            "userTask_completeMigrationDocumentation",
            "userTask_fixFailedGate",
            "userTask_provideStagingEvidence",
            "userTask_reviseChange",
            "userTask_decideOnStuckStep",
            "userTask_decideOnFailedPreparation",
            "userTask_decideGoOrNoGo",
            "userTask_decideOnOverdueStep",
            "userTask_decideOnUnknownOutcome",
            "userTask_decideOnFailedMigration",
            "userTask_decideOnOverdueValidation",
            "userTask_decideOnFailedValidation",
            "userTask_recoverByHand");

    /** Approvals, deviations, sign-offs, and what loses data. */
    public static final Set<String> DECISIONS = Set.of(
            "userTask_approveChange",
            "userTask_decideOnDeviation",
            "userTask_reviewRisk",
            "userTask_assessPrivacy",
            "userTask_confirmContacts",
            "userTask_planCommunication",
            "userTask_notifyTeam",
            "userTask_confirmNewWindow",
            "userTask_approveRepair",
            "userTask_confirmRestore");

    private Duties() {}

    static boolean mayWiden(String taskKey) {
        return WORK.contains(taskKey);
    }
}

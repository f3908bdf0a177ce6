package com.fingood.runbook.run;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import static com.fingood.runbook.run.Phase.CHANGE_APPROVAL;
import static com.fingood.runbook.run.Phase.CLOSED;
import static com.fingood.runbook.run.Phase.EMERGENCY_RESPONSE;
import static com.fingood.runbook.run.Phase.EXECUTE_MIGRATION;
import static com.fingood.runbook.run.Phase.MONITOR_MIGRATION;
import static com.fingood.runbook.run.Phase.PREFLIGHT;
import static com.fingood.runbook.run.Phase.REQUESTED;
import static com.fingood.runbook.run.Phase.ROLLBACK;
import static com.fingood.runbook.run.Phase.VALIDATE_MIGRATION;
import static com.fingood.runbook.run.RunOutcome.CANCELLED;
import static com.fingood.runbook.run.RunOutcome.COMPLETED;
import static com.fingood.runbook.run.RunOutcome.FAILED;
import static com.fingood.runbook.run.RunOutcome.REJECTED;
import static com.fingood.runbook.run.RunOutcome.RESTORED;
import static com.fingood.runbook.run.RunOutcome.ROLLED_BACK;

/** The one table of allowed changes of a run's state. What does not stand here is refused. */
public final class AllowedPhases {

    private record Ways(Set<Phase> next, Set<RunOutcome> outcomes) {}

    private static final Map<Phase, Ways> TABLE = new EnumMap<>(Map.of(
            REQUESTED, new Ways(Set.of(PREFLIGHT, EMERGENCY_RESPONSE), Set.of(REJECTED, CANCELLED, FAILED)),
            PREFLIGHT, new Ways(Set.of(CHANGE_APPROVAL, EMERGENCY_RESPONSE), Set.of(REJECTED, CANCELLED, FAILED)),
            // Back to preflight: the target or the change moved since it was rehearsed.
            CHANGE_APPROVAL,
                    new Ways(
                            Set.of(PREFLIGHT, EXECUTE_MIGRATION, EMERGENCY_RESPONSE),
                            Set.of(REJECTED, CANCELLED, FAILED)),
            EXECUTE_MIGRATION,
                    new Ways(
                            Set.of(PREFLIGHT, VALIDATE_MIGRATION, ROLLBACK, EMERGENCY_RESPONSE),
                            Set.of(CANCELLED, FAILED)),
            VALIDATE_MIGRATION,
                    new Ways(Set.of(MONITOR_MIGRATION, ROLLBACK, EMERGENCY_RESPONSE), Set.of(COMPLETED, FAILED)),
            MONITOR_MIGRATION, new Ways(Set.of(ROLLBACK, EMERGENCY_RESPONSE), Set.of(COMPLETED, FAILED)),
            // Cancelled out of a rollback or an emergency: the fingerprint said that nothing had been changed.
            ROLLBACK, new Ways(Set.of(EMERGENCY_RESPONSE), Set.of(ROLLED_BACK, RESTORED, CANCELLED, FAILED)),
            EMERGENCY_RESPONSE,
                    new Ways(
                            Set.of(ROLLBACK, VALIDATE_MIGRATION, MONITOR_MIGRATION),
                            Set.of(ROLLED_BACK, RESTORED, CANCELLED, FAILED)),
            CLOSED, new Ways(Set.of(), Set.of())));

    /** Phases in which the reviewed content may still change; afterwards an approval hangs on it. */
    private static final Set<Phase> DIGEST_OPEN = EnumSet.of(REQUESTED, PREFLIGHT);

    private AllowedPhases() {}

    public static boolean mayFollow(Phase from, Phase to) {
        return TABLE.get(from).next().contains(to);
    }

    public static boolean mayEnd(Phase from, RunOutcome outcome) {
        return TABLE.get(from).outcomes().contains(outcome);
    }

    static boolean mayBindDigest(Phase phase) {
        return DIGEST_OPEN.contains(phase);
    }
}

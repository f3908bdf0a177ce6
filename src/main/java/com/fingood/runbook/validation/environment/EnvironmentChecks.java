package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The six environment checks. Each looks at several points; what can't be seen, or is not configured, is unknown, and what a kind of
 * database does not have is not applicable, in words. Changes nothing. Stateless; safe for use by several threads.
 */
public final class EnvironmentChecks {

    /** One of the six. */
    interface Looking {
        void look(Visit visit, Points points);
    }

    private static final String ALL = "environment";

    private final Clock clock;
    private final Map<EnvironmentCheck, Looking> checks = new EnumMap<>(EnvironmentCheck.class);

    /** @param http asks the systems around a target */
    public EnvironmentChecks(Clock clock, VerifiedBackups backups, HttpProbe http) {
        this.clock = clock;
        checks.put(EnvironmentCheck.DATABASE_HEALTH, new DatabaseHealth());
        checks.put(EnvironmentCheck.FREE_DISK, new FreeDisk(http));
        checks.put(EnvironmentCheck.CONNECTIONS, new Connections());
        checks.put(EnvironmentCheck.REPLICATION, new Replication());
        checks.put(EnvironmentCheck.BACKUP_SYSTEM, new BackupSystem(backups, http));
        checks.put(EnvironmentCheck.MONITORING, new Monitoring(http));
    }

    /**
     * One of the six. A target that does not answer is a result, not an error.
     *
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public EnvironmentResult check(Target target, EnvironmentCheck check, SessionTag tag, Cancellation cancellation) {
        return look(target, check.id(), List.of(check), tag, cancellation);
    }

    /**
     * All six, in the order of RUNBOOK.md, over one session.
     *
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public EnvironmentResult all(Target target, SessionTag tag, Cancellation cancellation) {
        return look(target, ALL, List.of(EnvironmentCheck.values()), tag, cancellation);
    }

    private EnvironmentResult look(
            Target target, String name, List<EnvironmentCheck> wanted, SessionTag tag, Cancellation cancellation) {
        Instant started = clock.instant();
        List<CheckedPoint> found = new ArrayList<>();
        try (Visit visit = new Visit(target, tag, clock, cancellation)) {
            for (EnvironmentCheck check : wanted) {
                cancellation.throwIfCancelled();
                Points points = new Points(check, clock);
                checks.get(check).look(visit, points);
                found.addAll(points.all());
            }
        }
        return new EnvironmentResult(target.name(), name, started, clock.instant(), found);
    }
}

package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.TargetFailure;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the points of one check. A point that can't be looked at is unknown, and no other suffers from it. */
final class Points {

    /** Looks at one point. */
    interface Look {
        /** @throws Refusal UNREACHABLE when the target does not answer */
        Finding look() throws SQLException;
    }

    private final EnvironmentCheck check;
    private final Clock clock;
    private final List<CheckedPoint> points = new ArrayList<>();

    Points(EnvironmentCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /** @param point kebab-case, without the check's id */
    void add(String point, Look look) {
        Instant started = clock.instant();
        Finding finding = found(look);
        points.add(new CheckedPoint(
                check.id() + "." + point,
                finding.outcome(),
                finding.observed(),
                finding.limit(),
                finding.evidence(),
                finding.next(),
                Duration.between(started, clock.instant()).toMillis()));
    }

    List<CheckedPoint> all() {
        return points;
    }

    private static Finding found(Look look) {
        try {
            return look.look();
        } catch (SQLException e) {
            return Finding.unknown(
                    "It could not be read: " + TargetFailure.firstLine(e) + " (SQL state " + e.getSQLState() + ").",
                    advice(e));
        } catch (Refusal e) {
            return e.kind() == Refusal.Kind.UNREACHABLE
                    ? Finding.unknown(
                            "It could not be looked at, since the target did not let us in.",
                            "Repair what database-health.connectivity names, then check again.")
                    : Finding.unknown("It could not be looked at: " + e.getMessage(), "Repair that, then check again.");
        } catch (UncheckedIOException e) {
            return Finding.unknown(
                    "It could not be read from disk (" + e.getCause().getClass().getSimpleName() + ").",
                    "Look at that disk and its rights, then check again.");
        }
    }

    private static String advice(SQLException e) {
        return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
            case "42501" -> "Grant the right that the server names; 'privileges' prints what our role lacks.";
            case "57014" -> "The server took longer than the few seconds that a health check may take: look at its load.";
            default -> "Repair what the server names, then check again.";
        };
    }
}

package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Privilege;
import com.fingood.runbook.target.Privileges;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.Outcome;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The rights of our role on a target as a check of its own, in the shape of the environment checks. Changes nothing. */
public final class PrivilegeCheck {

    private static final String ID = "privileges";

    private final Clock clock;

    public PrivilegeCheck(Clock clock) {
        this.clock = clock;
    }

    /** A target that does not answer is unknown. The statements that help stand in {@link CheckedPoint#next()}. */
    public EnvironmentResult check(Target target, SessionTag tag) {
        Instant started = clock.instant();
        List<CheckedPoint> points = points(target, tag);
        return new EnvironmentResult(target.name(), ID, started, clock.instant(), points);
    }

    private static List<CheckedPoint> points(Target target, SessionTag tag) {
        try {
            return Privileges.of(target, tag).points().stream()
                    .map(PrivilegeCheck::point)
                    .toList();
        } catch (Refusal e) {
            return List.of(new CheckedPoint(
                    ID + ".readable",
                    Outcome.UNKNOWN,
                    "The rights could not be read: " + e.getMessage(),
                    null,
                    List.of(),
                    "Repair that, then check again.",
                    0));
        }
    }

    private static CheckedPoint point(Privilege privilege) {
        Outcome outcome =
                switch (privilege.outcome()) {
                    case PASSED -> Outcome.PASSED;
                    case FAILED -> Outcome.FAILED;
                    case UNKNOWN -> Outcome.UNKNOWN;
                };
        String next = outcome == Outcome.UNKNOWN
                ? "Repair what the server names, then check again."
                : String.join("; ", privilege.remedies());
        return new CheckedPoint(
                ID + "." + privilege.id(),
                outcome,
                privilege.observed(),
                null,
                List.of(),
                outcome == Outcome.PASSED ? null : next,
                0);
    }
}

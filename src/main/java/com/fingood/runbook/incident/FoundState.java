package com.fingood.runbook.incident;

import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.util.List;
import java.util.Optional;

/**
 * Where a target stands after a rollback that failed: its objects beside those that both ways would leave.
 *
 * @param words in a sentence
 * @param toBefore objects that are not as they were before the change
 * @param toAfter objects that are not as the rehearsed change leaves them
 */
public record FoundState(String words, List<String> toBefore, List<String> toAfter) {

    private static final int MOST = 200;

    public FoundState {
        toBefore = List.copyOf(toBefore);
        toAfter = List.copyOf(toAfter);
    }

    /** Never throws for a target that is away: that is what was found. */
    public static FoundState look(
            Target target, String version, RunRecord run, SessionTag tag, Cancellation cancellation) {
        Optional<Fingerprint> before = run.stateBefore();
        if (before.isEmpty()) {
            return new FoundState("The state before the change was never captured.", List.of(), List.of());
        }
        try {
            Fingerprint after = run.rehearsal()
                    .map((RehearsalReport report) -> report.expectedAfter(before.get()))
                    .orElse(null);
            CrashDecision decided = CrashDecision.decide(target, version, before.get(), after, cancellation);
            Fingerprint now = target.schema(tag).ignoringPositions();
            return new FoundState(
                    decided.reason(),
                    differences(before.get(), now),
                    after == null ? List.of() : differences(after, now));
        } catch (Refusal away) {
            return new FoundState("It could not be looked at: " + away.getMessage(), List.of(), List.of());
        }
    }

    static List<String> differences(Fingerprint expected, Fingerprint now) {
        Fingerprint schema = new Fingerprint(expected.schema(), new java.util.TreeMap<>())
                .withoutBookkeeping()
                .ignoringPositions();
        return schema.differencesTo(now).stream()
                .limit(MOST)
                .map(Difference::toString)
                .toList();
    }
}

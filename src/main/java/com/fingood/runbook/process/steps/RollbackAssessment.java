package com.fingood.runbook.process.steps;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What going back would mean, from evidence: the rehearsal says what the undo loses, the fingerprint what was written since. */
@Component
public class RollbackAssessment {

    /** @param writtenSince true also when it can't be told: unknown never counts as nothing */
    public record Facts(boolean lossless, boolean undoIsQuick, boolean writtenSince, String words) {}

    private static final int MOST = 20;

    private final RunContent content;
    private final RunFacts facts;
    private final Deadlines deadlines;

    RollbackAssessment(RunContent content, RunFacts facts, Deadlines deadlines) {
        this.content = content;
        this.facts = facts;
        this.deadlines = deadlines;
    }

    public Facts assess(Run run, Cancellation cancellation) {
        boolean lossless =
                facts.rehearsal(run.id()).map(RehearsalReport::lossless).orElse(false);
        List<String> written = writtenSince(run, cancellation);
        List<String> loss = new ArrayList<>();
        if (!lossless) {
            facts.rehearsal(run.id())
                    .ifPresent(r -> r.differences().stream().limit(MOST).forEach(d -> loss.add("By the undo: " + d)));
        }
        written.forEach(words -> loss.add("By a restore: " + words));
        facts.loss(run.id(), loss);
        Duration limit = deadlines.of("immediate-rollback");
        Optional<RehearsalReport> rehearsal = facts.rehearsal(run.id());
        boolean quick = rehearsal.filter(r -> r.undoFitsImmediateLane(limit)).isPresent();
        String words = (lossless ? "The undo gives everything back" : "The undo does not give everything back")
                + rehearsal
                        .map(RehearsalReport::downMillis)
                        .map(millis -> duration(millis, quick, limit))
                        .orElse("") + "; "
                + (written.isEmpty()
                        ? "nothing was written since the migration."
                        : "since the migration: " + String.join(", ", written) + ".");
        return new Facts(lossless, quick, !written.isEmpty(), words);
    }

    private static String duration(long millis, boolean quick, Duration limit) {
        return ", took " + millis + " ms on the clone and " + (quick ? "fits" : "does not fit")
                + " into the immediate lane's " + limit.toSeconds() + " s";
    }

    private List<String> writtenSince(Run run, Cancellation cancellation) {
        Optional<Fingerprint> after = facts.stateAfter(run.id());
        if (after.isEmpty()) {
            return List.of("it is not known what was written, since the state after the migration was never captured");
        }
        Fingerprint now =
                content.target(run).fingerprint(new SessionTag(run.id().value(), "assess-rollback"), cancellation);
        return after.get().withoutBookkeeping().differencesTo(now.withoutBookkeeping()).stream()
                .limit(MOST)
                .map(Difference::toString)
                .toList();
    }
}

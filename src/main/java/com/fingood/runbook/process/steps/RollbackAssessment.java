package com.fingood.runbook.process.steps;

import com.fingood.runbook.diagnosis.violations.Answer;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.incident.WayBack;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

/** What going back would mean, for the lane of a rollback: what is not known counts as the worse. */
@Component
public class RollbackAssessment {

    /** @param writtenSince true also when it can't be told: unknown never counts as nothing */
    public record Facts(boolean lossless, boolean undoIsQuick, boolean writtenSince, String words) {}

    private final RunContent content;
    private final RunFacts facts;
    private final com.fingood.runbook.run.Facts documents;
    private final Deadlines deadlines;

    RollbackAssessment(
            RunContent content, RunFacts facts, com.fingood.runbook.run.Facts documents, Deadlines deadlines) {
        this.content = content;
        this.facts = facts;
        this.documents = documents;
        this.deadlines = deadlines;
    }

    public Facts assess(Run run, Cancellation cancellation) {
        WayBack.Undo undo = new WayBack(
                        content.target(run),
                        new RunRecord(run.id(), documents),
                        new SessionTag(run.id().value(), "assess-rollback"))
                .undo(deadlines.of("immediate-rollback"), cancellation);
        facts.loss(run.id(), undo.loss());
        return new Facts(
                undo.lossless() == Answer.YES,
                undo.fits() == Answer.YES,
                undo.newerWrites() != Answer.NO,
                undo.words());
    }
}

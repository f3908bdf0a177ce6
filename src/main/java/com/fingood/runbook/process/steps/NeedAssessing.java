package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.diagnosis.need.RollbackNeed;
import com.fingood.runbook.incident.NeedAssessment;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Assembles what the table of rollback needs asks for, and keeps what it answered. */
@Component
public class NeedAssessing {

    private static final String ASSESSED = "rollback-need-assessed";
    private static final String FACT = "rollback-need";

    private final RunContent content;
    private final Runs runs;
    private final ViolationsFound violations;
    private final Backups backups;
    private final Deadlines deadlines;
    private final Facts facts;

    NeedAssessing(
            RunContent content,
            Runs runs,
            ViolationsFound violations,
            Backups backups,
            Deadlines deadlines,
            Facts facts) {
        this.content = content;
        this.runs = runs;
        this.violations = violations;
        this.backups = backups;
        this.deadlines = deadlines;
        this.facts = facts;
    }

    /** @param about the run whose change is in question */
    public NeedAssessment assess(Run subject, Optional<RunId> about, Cancellation cancellation) {
        NeedAssessment assessed = NeedAssessment.of(
                new NeedAssessment.Scene(
                        content.target(subject),
                        backups,
                        deadlines.of("immediate-rollback"),
                        new SessionTag(subject.id().value(), "assess-need"),
                        cancellation),
                about.map(run -> new RunRecord(run, facts)),
                about.map(run -> runs.get(run).version()).orElse(null),
                violations.of(subject.id()));
        facts.put(subject.id(), ASSESSED, assessed);
        return assessed;
    }

    /** What a rule of the table said of what was assessed. */
    public void answered(RunId subject, String target, String need, String reason) {
        facts.get(subject, ASSESSED, NeedAssessment.class)
                .ifPresent(assessed -> facts.put(
                        subject, FACT, new RollbackNeed(target, need, reason, assessed.facts(), assessed.words())));
    }

    public Optional<RollbackNeed> of(RunId subject) {
        return facts.get(subject, FACT, RollbackNeed.class);
    }
}

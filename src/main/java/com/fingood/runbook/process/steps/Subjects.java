package com.fingood.runbook.process.steps;

import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueTable;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * What a process instance is about, by its business key: a run, or an issue. Steps, checks and events of an issue are kept under the
 * issue's id as those of a run are under the run's, so an issue is handed to them in a run's shape.
 */
@Component
public class Subjects {

    private static final String NO_VERSION = "none";

    private final Runs runs;
    private final IssueTable issues;

    Subjects(Runs runs, IssueTable issues) {
        this.runs = runs;
        this.issues = issues;
    }

    /** @throws com.fingood.runbook.run.Refusal BAD_INPUT when there is neither */
    public Run of(String businessKey) {
        return Issue.isId(businessKey) ? inTheShapeOfARun(issues.get(businessKey)) : runs.get(new RunId(businessKey));
    }

    /** The run that a business key is about: itself, or what its issue names; empty where the issue names none. */
    public Optional<RunId> runOf(String businessKey) {
        return Optional.ofNullable(
                        Issue.isId(businessKey) ? issues.get(businessKey).run() : businessKey)
                .map(RunId::new);
    }

    private static Run inTheShapeOfARun(Issue issue) {
        return new Run(
                new RunId(issue.id()),
                issue.target(),
                NO_VERSION,
                issue.reportedBy(),
                issue.summary(),
                null,
                Phase.REQUESTED,
                null,
                null,
                issue.reported(),
                issue.resolved());
    }
}

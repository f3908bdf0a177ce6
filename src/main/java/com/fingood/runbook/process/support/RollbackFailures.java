package com.fingood.runbook.process.support;

import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

/** A rollback that failed is an issue of level 3, opened once for a run however often the rollback is tried. */
@Component
public class RollbackFailures {

    private final Issues issues;
    private final IssueTable table;

    RollbackFailures(Issues issues, IssueTable table) {
        this.issues = issues;
        this.table = table;
    }

    /** Its process pages everyone at once. @return what was done, in words */
    public String escalate(Run run) {
        return table.ofRun(run.id().value()).stream()
                .filter(issue -> IssueKind.ROLLBACK_FAILED.label().equals(issue.kind()) && issue.outcome() == null)
                .findFirst()
                .map(open -> "Issue " + open.id() + " is open already; its page goes on.")
                .orElseGet(() -> "Issue "
                        + issues.open(new NewIssue(
                                        run.target(),
                                        IssueKind.ROLLBACK_FAILED,
                                        "The rollback of run " + run.id() + " (version " + run.version() + ") failed",
                                        run.id().value(),
                                        "runbook"))
                                .id()
                        + " is open, and level 3 is paged.");
    }
}

package com.fingood.runbook.process.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueTable;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.validation.CheckResults;
import org.springframework.stereotype.Component;

import java.util.List;

/** Reads issues: what was reported, who was asked and answered when, what the checks said. */
@Component
public class IssueBoard {

    /** One issue for people and other tools; {@code issue} as it stands in its table. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IssueView(Issue issue, List<OpenTask> tasks, List<ClockView> clocks, List<RunView.Check> checks) {}

    private final IssueTable issues;
    private final OpenTaskViews tasks;
    private final CheckResults checks;

    IssueBoard(IssueTable issues, OpenTaskViews tasks, CheckResults checks) {
        this.issues = issues;
        this.tasks = tasks;
        this.checks = checks;
    }

    /** All issues, newest first, without their details. */
    public List<Issue> list() {
        return issues.all();
    }

    /** @throws com.fingood.runbook.run.Refusal BAD_INPUT {@code unknown-issue} */
    public IssueView get(String id) {
        Issue issue = issues.get(id);
        return new IssueView(issue, tasks.of(id), tasks.clocksOf(id), CheckViews.of(checks, new RunId(id)));
    }
}

package com.fingood.runbook.process.board;

import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.board.RunView.Step;
import com.fingood.runbook.process.board.RunView.Timer;
import com.fingood.runbook.process.steps.Observation;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueTable;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.validation.CheckResults;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Reads runs: state and steps from our tables, open tasks and timers from the engine. */
@Component
public class RunBoard {

    private final Runs runs;
    private final Actions actions;
    private final CheckResults checks;
    private final RuntimeService runtime;
    private final OpenTaskViews tasks;
    private final IssueTable issues;
    private final Approvals approvals;
    private final ManagementService management;

    RunBoard(
            Runs runs,
            Actions actions,
            CheckResults checks,
            RuntimeService runtime,
            OpenTaskViews tasks,
            IssueTable issues,
            Approvals approvals,
            ManagementService management) {
        this.runs = runs;
        this.actions = actions;
        this.checks = checks;
        this.runtime = runtime;
        this.tasks = tasks;
        this.issues = issues;
        this.approvals = approvals;
        this.management = management;
    }

    /** All runs, newest first, without their details. */
    public List<RunView> list() {
        return runs.list().stream()
                .map(run -> view(run, null, null, null, null, null, null, null))
                .toList();
    }

    /** @throws com.fingood.runbook.run.Refusal BAD_INPUT {@code unknown-run} */
    public RunView get(RunId id) {
        Run run = runs.get(id);
        return view(
                run,
                steps(id),
                checks(id),
                openTasks(id),
                timers(id),
                tasks.clocksOf(id.value()),
                issues.ofRun(id.value()),
                approvals.current(id).stream().map(ApprovalView::of).toList());
    }

    /** Open tasks of a run, over all its processes. */
    public List<OpenTask> openTasks(RunId run) {
        return tasks.of(run.value());
    }

    private List<Timer> timers(RunId run) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(run.value()).list().stream()
                .map(ProcessInstance::getId)
                .flatMap(id -> management.createJobQuery().processInstanceId(id).timers().list().stream())
                .map(job -> new Timer(
                        management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId(),
                        instant(job.getDuedate())))
                .toList();
    }

    private List<Step> steps(RunId run) {
        return actions.list(run).stream()
                .map(a -> new Step(
                        a.step(),
                        a.attempt(),
                        a.started(),
                        a.finished(),
                        a.outcome(),
                        a.done(),
                        a.of(),
                        a.message(),
                        Observation.words(a.detail())))
                .toList();
    }

    private List<RunView.Check> checks(RunId run) {
        return CheckViews.of(checks, run);
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }

    private static RunView view(
            Run run,
            List<Step> steps,
            List<RunView.Check> checks,
            List<OpenTask> tasks,
            List<Timer> timers,
            List<ClockView> clocks,
            List<Issue> issues,
            List<ApprovalView> approvals) {
        return new RunView(
                run.id().value(),
                run.target(),
                run.version(),
                run.requester(),
                run.reason(),
                run.phase().label(),
                run.outcome() == null ? null : run.outcome().label(),
                run.digest(),
                run.windowStart(),
                run.started(),
                run.finished(),
                null,
                steps,
                checks,
                tasks,
                timers,
                clocks,
                issues,
                approvals);
    }
}

package com.fingood.runbook.process.support;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Targets;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens issues: for people, whose start form comes first, and for steps and other processes. */
@Component
public class Issues {

    static final String PROCESS = "support-escalation";

    /** From the lease on a run changes its target, or has just done so. */
    private static final Set<Phase> CHANGING =
            EnumSet.of(Phase.EXECUTE_MIGRATION, Phase.VALIDATE_MIGRATION, Phase.ROLLBACK, Phase.EMERGENCY_RESPONSE);

    private static final ThreadLocal<String> OPENING = new ThreadLocal<>();

    private final IssueTable table;
    private final Targets targets;
    private final Runs runs;
    private final RuntimeService runtime;
    private final RunEvents events;
    private final Clock clock;

    Issues(IssueTable table, Targets targets, Runs runs, @Lazy RuntimeService runtime, RunEvents events, Clock clock) {
        this.table = table;
        this.targets = targets;
        this.runs = runs;
        this.runtime = runtime;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens an issue and starts its process, in the caller's transaction.
     *
     * @throws Refusal BAD_INPUT for an unknown target or run
     */
    public Issue open(NewIssue wanted) {
        Issue issue = record(wanted);
        OPENING.set(issue.id());
        try {
            runtime.startProcessInstanceByKey(PROCESS, issue.id(), variables(issue));
        } finally {
            OPENING.remove();
        }
        return issue;
    }

    /** Whether this business key was given by {@link #open}, not by a caller from outside. */
    public boolean isOpening(String businessKey) {
        return businessKey != null && businessKey.equals(OPENING.get());
    }

    /** Puts an issue on record; its process is started by whoever asks. */
    public Issue record(NewIssue wanted) {
        String target = targets.get(wanted.target()).name();
        requireRunOf(target, wanted.run());
        Issue issue = table.insert(wanted);
        Map<String, Object> details = new HashMap<>(Map.of("kind", issue.kind(), "summary", issue.summary()));
        if (issue.run() != null) {
            details.put("about", issue.run());
        }
        events.publish(new RunEvent("IssueOpened", issue.id(), target, issue.reportedBy(), clock.instant(), details));
        return issue;
    }

    /** What its process needs: references, and the facts that {@code support-level.dmn} asks for. */
    public Map<String, Object> variables(Issue issue) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(Variables.ISSUE, issue.id());
        variables.put(Variables.TARGET, issue.target());
        variables.put(Variables.KIND, issue.kind());
        variables.put(Variables.RUN, issue.run() == null ? issue.id() : issue.run());
        variables.put(
                Variables.ENVIRONMENT, targets.get(issue.target()).environment().label());
        variables.put(
                Variables.CHANGING,
                runs.active(issue.target()).stream().anyMatch(run -> CHANGING.contains(run.phase())));
        return variables;
    }

    private void requireRunOf(String target, String run) {
        if (run == null) {
            return;
        }
        Run found = runs.get(new RunId(run));
        if (!found.target().equals(target)) {
            throw Refusal.badInput(
                    "run-of-another-target",
                    "No issue was reported: run " + run + " is about " + found.target() + ", not about " + target
                            + ". Leave the run out, or name its target.");
        }
    }
}

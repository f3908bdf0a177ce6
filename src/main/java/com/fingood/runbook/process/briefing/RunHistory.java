package com.fingood.runbook.process.briefing;

import com.fingood.runbook.process.approval.Approval;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.process.steps.Observation;
import com.fingood.runbook.process.steps.StepLabels;
import com.fingood.runbook.process.support.TaskClocks;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run did, checked and decided so far, as rows of a form. */
@Component
class RunHistory {

    private static final List<String> CHECKLIST = List.of(
            "userTask_notifyTeam",
            "userTask_planCommunication",
            "userTask_confirmContacts",
            "userTask_reviewRisk",
            "userTask_assessPrivacy");

    private final Actions actions;
    private final CheckResults results;
    private final Decisions decisions;
    private final TaskClocks clocks;

    RunHistory(Actions actions, CheckResults results, Decisions decisions, TaskClocks clocks) {
        this.actions = actions;
        this.results = results;
        this.decisions = decisions;
        this.clocks = clocks;
    }

    /** The last attempt of every step, in the order of the run. */
    List<Map<String, String>> steps(RunId run, Set<String> deviated) {
        Map<String, Action> last = new LinkedHashMap<>();
        actions.list(run).forEach(action -> {
            last.remove(action.step());
            last.put(action.step(), action);
        });
        return last.values().stream()
                .map(action -> deviated.contains(action.step()) ? accepted(action) : step(action))
                .toList();
    }

    /** Not met, and let pass by compliance; whoever decides later must see both. */
    private static Map<String, String> accepted(Action action) {
        return Map.of(
                "name",
                StepLabels.of(action.step()),
                "outcome",
                "unknown",
                "observed",
                Observation.words(action.detail()),
                "next",
                "Compliance accepted a deviation from it.");
    }

    private static Map<String, String> step(Action action) {
        return Map.of(
                "name", StepLabels.of(action.step()),
                "outcome", outcome(action),
                "observed", Observation.words(action.detail()),
                "next", "done".equals(action.outcome()) ? "" : "See what was observed.");
    }

    private static String outcome(Action action) {
        if (!action.isFinished()) {
            return "unknown";
        }
        return "done".equals(action.outcome()) ? "passed" : "cancelled".equals(action.outcome()) ? "unknown" : "failed";
    }

    /** The newest result of each suite. */
    List<Map<String, String>> checks(RunId run) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Suite suite : Suite.values()) {
            newest(run, suite).ifPresent(result -> result.checks().forEach(check -> rows.add(check(suite, check))));
        }
        return rows;
    }

    private Optional<SuiteResult> newest(RunId run, Suite suite) {
        for (Moment moment : List.of(Moment.ROLLBACK, Moment.AFTER, Moment.BEFORE, Moment.BASELINE)) {
            Optional<SuiteResult> found = results.load(run, moment, suite);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> check(Suite suite, CheckResult check) {
        return Map.of(
                "id", check.id(),
                "suite", suite.label(),
                "outcome", check.outcome().label(),
                "severity", check.severity(),
                "observed", check.observed() == null ? String.valueOf(check.message()) : check.observed() + " rows",
                "limit", check.limit() == null ? "" : "fails from " + check.limit());
    }

    /** What the points of the human checklist were answered, each time the last word. */
    List<Map<String, String>> checklist(RunId run) {
        return CHECKLIST.stream()
                .flatMap(task -> decisions.last(run.value(), task).stream())
                .map(d -> Rows.row(
                        "what", StepLabels.of(d.taskKey()),
                        "decision", d.decision().replace('-', ' '),
                        "by", d.decidedBy(),
                        "at", Moments.words(d.decidedAt()),
                        "comment", d.remark()))
                .toList();
    }

    /** What approvers asked to be changed the last time, in their words. */
    List<String> changesAsked(RunId run) {
        return decisions
                .last(run.value(), Approvals.TASK)
                .filter(d -> Approval.ASK_CHANGES.equals(d.decision()))
                .map(d -> d.decidedBy() + ": " + d.remark())
                .stream()
                .toList();
    }

    List<Map<String, String>> decisions(RunId run) {
        return decisions.of(run.value()).stream()
                .map(d -> Map.of(
                        "at",
                        Moments.words(d.decidedAt()),
                        "what",
                        d.decidedBy() + ": " + d.decision()
                                + (d.remark() == null || d.remark().isBlank() ? "" : " - " + d.remark())
                                + clockWords(d)))
                .toList();
    }

    /** " (due ..., answered ... by ...; too late)": how quickly people were. */
    private String clockWords(Decision decided) {
        return clocks.ofTask(decided.taskId()).stream()
                .findFirst()
                .map(row -> " (due " + Moments.words(row.due())
                        + (row.answered() == null
                                ? ""
                                : ", answered " + Moments.words(row.answered()) + " by " + row.answeredBy())
                        + (row.breached(decided.decidedAt()) ? "; too late)" : ")"))
                .orElse("");
    }
}

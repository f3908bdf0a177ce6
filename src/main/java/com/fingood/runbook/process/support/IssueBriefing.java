package com.fingood.runbook.process.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.steps.Failure;
import com.fingood.runbook.process.steps.IntegrityRows;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the form of an issue shows: what was reported, who was asked when, whose clocks ran out, what the checks say. No row values. */
@Component
public class IssueBriefing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final Targets targets;
    private final TaskClocks clocks;
    private final CheckResults checks;
    private final RunFacts facts;
    private final Decisions decisions;
    private final PerformanceBriefing performance;
    private final IntegrityRows integrity;
    private final Clock clock;

    IssueBriefing(
            Targets targets,
            TaskClocks clocks,
            CheckResults checks,
            RunFacts facts,
            Decisions decisions,
            PerformanceBriefing performance,
            IntegrityRows integrity,
            Clock clock) {
        this.targets = targets;
        this.clocks = clocks;
        this.checks = checks;
        this.facts = facts;
        this.decisions = decisions;
        this.performance = performance;
        this.integrity = integrity;
        this.clock = clock;
    }

    JsonValue json(Issue issue, String taskId) {
        try {
            return SpinValues.jsonValue(JSON.writeValueAsString(of(issue, taskId)))
                    .create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param taskId the task that shows it */
    public Map<String, Object> of(Issue issue, String taskId) {
        Map<String, Object> briefing = new LinkedHashMap<>();
        briefing.put("issue", issue.id());
        briefing.put("title", issue.summary());
        briefing.put("kind", issue.kind().replace('-', ' '));
        briefing.put("target", issue.target());
        briefing.put("environment", targets.get(issue.target()).environment().label());
        briefing.put("run", issue.run() == null ? "" : issue.run());
        briefing.put("requester", issue.reportedBy());
        briefing.put("reported", MOMENT.format(issue.reported()));
        briefing.put("level", issue.level() == null ? "" : issue.level());
        List<TaskClock> all = clocks.ofTask(taskId);
        all.stream()
                .filter(row -> row.clock().equals(TaskClock.ANSWER))
                .reduce((earlier, later) -> later)
                .ifPresent(answer -> briefing.put("due", MOMENT.format(answer.due())));
        briefing.put("clocks", all.stream().map(this::row).toList());
        suite(issue).ifPresent(result -> briefing.put("suite", result.message()));
        briefing.put("checks", checkRows(issue));
        performance.addTo(briefing, new RunId(issue.id()));
        facts.failure(new RunId(issue.id())).map(Failure::words).ifPresent(words -> briefing.put("failure", words));
        integrity.add(briefing, new RunId(issue.id()));
        briefing.put("wentBefore", wentBefore(issue));
        return briefing;
    }

    private Map<String, String> row(TaskClock row) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("level", row.level());
        shown.put("clock", row.clock());
        shown.put("asked", MOMENT.format(row.opened()));
        shown.put("due", MOMENT.format(row.due()));
        shown.put("fired", words(row.fired()));
        shown.put("answered", row.answered() == null ? "" : row.answeredBy() + ", " + words(row.answered()));
        shown.put("outcome", row.breached(clock.instant()) ? "failed" : "passed");
        shown.put("state", row.breached(clock.instant()) ? "too late" : "in time");
        return shown;
    }

    private Optional<SuiteResult> suite(Issue issue) {
        return checks.load(new RunId(issue.id()), Moment.ISSUE, Suite.INTEGRITY);
    }

    private List<Map<String, String>> checkRows(Issue issue) {
        return suite(issue).stream()
                .flatMap(result -> result.checks().stream())
                .map(IssueBriefing::row)
                .toList();
    }

    private static Map<String, String> row(CheckResult check) {
        return Map.of(
                "id", check.id(),
                "suite", Suite.INTEGRITY.label(),
                "outcome", check.outcome().label(),
                "severity", check.severity(),
                "observed", check.observed() == null ? String.valueOf(check.message()) : check.observed() + " rows",
                "limit", check.limit() == null ? "" : "fails from " + check.limit());
    }

    private List<Map<String, String>> wentBefore(Issue issue) {
        List<Map<String, String>> rows = new ArrayList<>();
        decisions
                .of(issue.id())
                .forEach(d -> rows.add(Map.of(
                        "at",
                        MOMENT.format(d.decidedAt()),
                        "what",
                        d.decidedBy() + ": " + d.decision() + (d.remark() == null ? "" : " - " + d.remark()))));
        return rows;
    }

    private static String words(Instant moment) {
        return moment == null ? "" : MOMENT.format(moment);
    }
}

package com.fingood.runbook.process.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.process.support.Issue;

import java.time.Instant;
import java.util.List;

/** One run for people and other tools. What is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String run,
        String target,
        String version,
        String requester,
        String reason,
        String phase,
        String outcome,
        String digest,
        Instant windowStart,
        Instant started,
        Instant finished,
        String lane,
        List<Step> progress,
        List<Check> checks,
        List<OpenTask> tasks,
        List<Timer> timers,
        List<ClockView> clocks,
        List<Issue> issues,
        List<ApprovalView> approvals) {

    /** @param outcome null while it works */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String step,
            int attempt,
            Instant started,
            Instant finished,
            String outcome,
            Integer done,
            Integer of,
            String message,
            String observed) {}

    public record Check(String moment, String suite, String id, String outcome, String observed, String limit) {}

    /**
     * @param due by when the first to be asked had to answer
     * @param answered when somebody first claimed it; null = nobody yet
     * @param breached whether one of its clocks has run out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenTask(
            String id,
            String key,
            String name,
            Instant due,
            String assignee,
            List<String> groups,
            Instant answered,
            String answeredBy,
            boolean breached) {}

    public record Timer(String timer, Instant due) {}
}

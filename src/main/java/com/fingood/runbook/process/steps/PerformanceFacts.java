package com.fingood.runbook.process.steps;

import com.fingood.runbook.diagnosis.performance.IndexReport;
import com.fingood.runbook.diagnosis.performance.Measurement;
import com.fingood.runbook.diagnosis.performance.PerformanceResult;
import com.fingood.runbook.diagnosis.performance.SlowQueryReport;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** What was found out about a target's performance, under the run or the issue that asked. */
@Component
public class PerformanceFacts {

    private static final String BASELINE = "performance-baseline";
    private static final String ANALYSED = "performance-analysed";
    private static final String SLOW = "performance-slow-queries";
    private static final String SUGGESTED = "performance-suggested";

    /** @param result null when it could not be analysed, for the reason that the words give */
    public record Analysed(String words, PerformanceResult result) {}

    /** @param report null when nothing could be found, for the reason that the words give */
    public record Slow(String words, SlowQueryReport report) {}

    /**
     * @param report null when nothing could be suggested, for the reason that the words give
     * @param drafts files that were written
     */
    public record Suggested(String words, IndexReport report, List<String> drafts) {}

    private final Facts facts;

    PerformanceFacts(Facts facts) {
        this.facts = facts;
    }

    public Optional<Measurement> baseline(RunId run) {
        return facts.get(run, BASELINE, Measurement.class);
    }

    void baseline(RunId run, Measurement measurement) {
        facts.put(run, BASELINE, measurement);
    }

    public Optional<Analysed> analysed(RunId subject) {
        return facts.get(subject, ANALYSED, Analysed.class);
    }

    void analysed(RunId subject, Analysed analysed) {
        facts.put(subject, ANALYSED, analysed);
    }

    public Optional<Slow> slow(RunId subject) {
        return facts.get(subject, SLOW, Slow.class);
    }

    void slow(RunId subject, Slow slow) {
        facts.put(subject, SLOW, slow);
    }

    public Optional<Suggested> suggested(RunId subject) {
        return facts.get(subject, SUGGESTED, Suggested.class);
    }

    void suggested(RunId subject, Suggested suggested) {
        facts.put(subject, SUGGESTED, suggested);
    }
}

package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.VerifiedCopy;
import com.fingood.runbook.diagnosis.performance.Baselines;
import com.fingood.runbook.diagnosis.performance.ChangeDrafts;
import com.fingood.runbook.diagnosis.performance.DeclaredQuery;
import com.fingood.runbook.diagnosis.performance.IndexAdvice;
import com.fingood.runbook.diagnosis.performance.IndexReport;
import com.fingood.runbook.diagnosis.performance.Measurement;
import com.fingood.runbook.diagnosis.performance.Pause;
import com.fingood.runbook.diagnosis.performance.PerformanceMeasuring;
import com.fingood.runbook.diagnosis.performance.PerformanceResult;
import com.fingood.runbook.diagnosis.performance.SlowQueries;
import com.fingood.runbook.diagnosis.performance.SlowQueryReport;
import com.fingood.runbook.diagnosis.performance.TrialCopy;
import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks into a slow target, step by step. What a step can't do is kept as words, since the person who waits for the findings is helped
 * by that too: no refusal stops the issue.
 */
@Component
public class PerformanceTrouble {

    /** What is slow now, not what was slow last month. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final RunContent content;
    private final PerformanceFacts facts;
    private final Backups backups;
    private final Path home;
    private final Clock clock;

    PerformanceTrouble(
            RunContent content, PerformanceFacts facts, Backups backups, RunbookProperties properties, Clock clock) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
        this.home = properties.home();
        this.clock = clock;
    }

    /**
     * Keeps how a run's target is before anybody touches it.
     *
     * @return how much was measured, in words
     */
    public String keepBaseline(Run run, Cancellation cancellation, Progress progress) {
        Measurement measured = measured(run, cancellation, progress);
        facts.baseline(run.id(), measured);
        return measured.words();
    }

    /**
     * Every declared query now against the baseline: that of the run in question, else the newest that somebody took by command.
     *
     * @param subject the issue in a run's shape
     * @param about the run that it is about
     */
    public String analyse(Run subject, Optional<RunId> about, Cancellation cancellation, Progress progress) {
        PerformanceFacts.Analysed analysed;
        try {
            Measurement now = measured(subject, cancellation, progress);
            PerformanceResult result = about.flatMap(facts::baseline)
                    .or(() -> new Baselines(home).latest(content.target(subject)))
                    .map(baseline -> PerformanceResult.of(baseline, now))
                    .orElseGet(() -> PerformanceResult.withoutBaseline(now));
            String against = result.baseline() == null
                    ? "there is no baseline to compare with"
                    : "against the baseline of " + result.baseline();
            analysed = new PerformanceFacts.Analysed(result.message() + "; " + against + ".", result);
        } catch (Refusal e) {
            analysed = new PerformanceFacts.Analysed("Not analysed: " + e.getMessage(), null);
        }
        facts.analysed(subject.id(), analysed);
        return analysed.words();
    }

    public String findSlowQueries(Run subject, Cancellation cancellation, Progress progress) {
        PerformanceFacts.Slow slow;
        try {
            SlowQueryReport report = new SlowQueries(clock, Pause.real())
                    .find(
                            content.target(subject),
                            DeclaredQuery.in(content.folder(subject)),
                            LOOK,
                            new SessionTag(subject.id().value(), "slow-queries"),
                            cancellation,
                            progress);
            slow = new PerformanceFacts.Slow(report.words() + ".", report);
        } catch (Refusal e) {
            slow = new PerformanceFacts.Slow("Not found out: " + e.getMessage(), null);
        }
        facts.slow(subject.id(), slow);
        return slow.words();
    }

    /** Proven ones are drafted below {@code RUNBOOK_HOME/drafts}. */
    public String suggestIndexes(Run subject, Cancellation cancellation, Progress progress) {
        PerformanceFacts.Suggested suggested;
        try {
            IndexReport report = new IndexAdvice(clock)
                    .advise(
                            content.target(subject),
                            DeclaredQuery.in(content.folder(subject)),
                            () -> copy(subject, cancellation, progress),
                            new SessionTag(subject.id().value(), "suggest-indexes"),
                            cancellation,
                            progress);
            suggested = new PerformanceFacts.Suggested(report.words() + ".", report, drafts(subject, report));
        } catch (Refusal e) {
            suggested = new PerformanceFacts.Suggested("Nothing suggested: " + e.getMessage(), null, List.of());
        }
        facts.suggested(subject.id(), suggested);
        return suggested.words();
    }

    private Measurement measured(Run subject, Cancellation cancellation, Progress progress) {
        return new PerformanceMeasuring(clock)
                .measure(
                        content.target(subject),
                        DeclaredQuery.in(content.folder(subject)),
                        new SessionTag(subject.id().value(), "performance"),
                        cancellation,
                        progress);
    }

    private TrialCopy copy(Run subject, Cancellation cancellation, Progress progress) {
        VerifiedCopy copy = VerifiedCopy.ofLatest(
                backups, content.target(subject), subject.id().value(), cancellation, progress);
        return new TrialCopy(
                copy.target(),
                "a copy of backup " + copy.backup().id() + " of "
                        + copy.backup().moment(),
                copy::close);
    }

    private List<String> drafts(Run subject, IndexReport report) {
        if (report.suggestions().stream().noneMatch(suggestion -> suggestion.proven())) {
            return List.of();
        }
        Path folder = home.resolve("drafts").resolve(subject.id().value());
        return new ChangeDrafts(folder, content.folder(subject))
                .write(report).stream().map(Path::toString).toList();
    }
}

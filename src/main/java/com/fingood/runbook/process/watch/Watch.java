package com.fingood.runbook.process.watch;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Target;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long a watched step may work before a person is asked ({@code watch} in expressions): four times what it took on the clone, since
 * the target works under load, at least {@code runbook.deadlines.expected-at-least}, and always before the hard limit.
 */
@Component("watch")
public class Watch {

    static final String WAIT_FOR = "wait-for";
    static final String STATEMENT_TIMEOUT = "statement-timeout";
    static final Duration USUAL_WAIT = Duration.ofMinutes(10);

    private final Runs runs;
    private final RunContent content;
    private final RunFacts runFacts;
    private final Facts facts;
    private final Deadlines deadlines;

    Watch(Runs runs, RunContent content, RunFacts runFacts, Facts facts, Deadlines deadlines) {
        this.runs = runs;
        this.content = content;
        this.runFacts = runFacts;
        this.facts = facts;
        this.deadlines = deadlines;
    }

    /**
     * ISO 8601 duration for the timer beside a step.
     *
     * @param step topic of the step: migrate, undoChange or restoreBackup
     */
    public String expectedTime(DelegateExecution execution, String step) {
        return expected(runs.get(new RunId(execution.getProcessBusinessKey())), step)
                .toString();
    }

    /** ISO 8601 duration: what the person who decided to wait said. */
    public String waitLonger(DelegateExecution execution) {
        RunId run = new RunId(execution.getProcessBusinessKey());
        return facts.get(run, WAIT_FOR, Duration.class).orElse(USUAL_WAIT).toString();
    }

    /**
     * What the next try works under: as rehearsed, and for one statement what a person chose for this try.
     *
     * @param rehearsed how long the script took on the clone, in milliseconds
     */
    public Timeouts timeouts(Run run, Target target, Change change, Function<RehearsalReport, Long> rehearsed) {
        Timeouts usual = Timeouts.of(
                target, change, runFacts.rehearsal(run.id()).map(rehearsed).orElse(null));
        Optional<Duration> chosen =
                facts.get(run.id(), STATEMENT_TIMEOUT, Duration.class).filter(timeout -> !timeout.isZero());
        // For this try only: the next one, or the undo, is another question.
        chosen.ifPresent(used -> facts.put(run.id(), STATEMENT_TIMEOUT, Duration.ZERO));
        return chosen.map(usual::withStatement).orElse(usual);
    }

    Duration expected(Run run, String step) {
        Duration least = deadlines.of("expected-at-least");
        Duration usual = measured(run, step)
                .map(took -> took.multipliedBy(RehearsalReport.SLOWER_UNDER_LOAD))
                .filter(longer -> longer.compareTo(least) > 0)
                .orElse(least);
        Duration latest = hardLimit(run).dividedBy(2);
        return usual.compareTo(latest) < 0 ? usual : latest;
    }

    Duration hardLimit(Run run) {
        return content.target(run).properties().limits().migration();
    }

    private Optional<Duration> measured(Run run, String step) {
        return switch (step) {
            case "undoChange" -> runFacts.rehearsal(run.id())
                    .map(RehearsalReport::downMillis)
                    .map(Duration::ofMillis);
            case "restoreBackup" -> runFacts.restoreTime(run.id());
            default -> runFacts.rehearsal(run.id())
                    .map(RehearsalReport::upMillis)
                    .map(Duration::ofMillis);
        };
    }
}

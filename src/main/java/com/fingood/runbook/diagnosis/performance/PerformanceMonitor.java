package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the declared queries again and again and keeps aggregates only. One look outside the baseline may be chance; three in a row
 * are an alert.
 */
public final class PerformanceMonitor {

    public static final int BREACHES_IN_A_ROW = 3;

    private final Clock clock;
    private final Pause pause;

    public PerformanceMonitor(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Watches until the duration has passed or it was cancelled; what was seen by then is the report. A look that the target does not
     * answer is unknown for every query, and the next one is tried.
     *
     * @param every from the beginning of one look to the next
     * @param alert is told each time a query has been outside three times in a row
     */
    public MonitorReport watch(
            Measurement baseline,
            Supplier<Measurement> look,
            Duration duration,
            Duration every,
            Cancellation cancellation,
            Consumer<String> alert) {
        Instant started = clock.instant();
        Map<String, WatchedQuery> watched = new LinkedHashMap<>();
        baseline.queries().forEach(query -> watched.put(query.id(), new WatchedQuery(query.id())));
        int looks = 0;
        while (!cancellation.isCancelled()) {
            Instant began = clock.instant();
            if (!look(baseline, look, watched, alert)) {
                break;
            }
            looks++;
            Instant next = began.plus(every);
            if (!next.isBefore(started.plus(duration))) {
                break;
            }
            Duration left = Duration.between(clock.instant(), next);
            pause.await(left.isNegative() ? Duration.ZERO : left, cancellation);
        }
        List<MonitoredQuery> queries =
                watched.values().stream().map(WatchedQuery::report).toList();
        return new MonitorReport(
                baseline.target(),
                baseline.taken(),
                started,
                clock.instant(),
                looks,
                cancellation.isCancelled(),
                queries);
    }

    /** @return false when it was cancelled */
    private boolean look(
            Measurement baseline,
            Supplier<Measurement> look,
            Map<String, WatchedQuery> watched,
            Consumer<String> alert) {
        try {
            PerformanceResult result = PerformanceResult.of(baseline, look.get());
            for (PerformanceCheck check : result.checks()) {
                WatchedQuery query = watched.computeIfAbsent(check.id(), WatchedQuery::new);
                if (query.add(check)) {
                    alert.accept(clock.instant() + " " + check.id() + ": " + BREACHES_IN_A_ROW + " times in a row, "
                            + check.message());
                }
            }
            return true;
        } catch (Cancellation.Cancelled e) {
            return false;
        } catch (Refusal e) {
            alert.accept(clock.instant() + " not measured: " + e.getMessage());
            watched.values().forEach(query -> query.unanswered(e.getMessage()));
            return true;
        }
    }
}

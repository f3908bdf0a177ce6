package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.validation.Outcome;

/** What many looks said about one query. */
final class WatchedQuery {

    private final String id;
    private int looks;
    private int breaches;
    private int inARow;
    private int alerts;
    private int unknown;
    private int unknownInARow;
    private boolean notApplicable;
    private Long most;
    private Long limit;
    private double millis;
    private double slowest;
    private int timed;
    private String message = "never looked at";

    WatchedQuery(String id) {
        this.id = id;
    }

    /** @return whether this is the look that makes it an alert */
    boolean add(PerformanceCheck check) {
        looks++;
        limit = check.limit() == null ? limit : check.limit();
        notApplicable = check.outcome() == Outcome.NOT_APPLICABLE;
        boolean breach = check.outcome() == Outcome.FAILED;
        boolean noAnswer = check.outcome() == Outcome.UNKNOWN;
        breaches += breach ? 1 : 0;
        unknown += noAnswer ? 1 : 0;
        inARow = breach ? inARow + 1 : 0;
        unknownInARow = noAnswer ? unknownInARow + 1 : 0;
        measure(check.now());
        if (alerts == 0 || breach || noAnswer) {
            message = check.message();
        }
        if (inARow % PerformanceMonitor.BREACHES_IN_A_ROW != 0 || !breach) {
            return false;
        }
        alerts++;
        return true;
    }

    void unanswered(String reason) {
        looks++;
        unknown++;
        unknownInARow++;
        inARow = 0;
        message = reason;
    }

    private void measure(Plan now) {
        if (now != null && now.wasExecuted()) {
            most = most == null ? now.touched() : Long.valueOf(Math.max(most, now.touched()));
            millis += now.millis();
            slowest = Math.max(slowest, now.millis());
            timed++;
        }
    }

    MonitoredQuery report() {
        return new MonitoredQuery(
                id,
                outcome(),
                most,
                limit,
                message,
                looks,
                breaches,
                alerts,
                unknown,
                timed == 0 ? null : millis / timed,
                timed == 0 ? null : slowest);
    }

    private Outcome outcome() {
        if (alerts > 0) {
            return Outcome.FAILED;
        }
        if (notApplicable) {
            return Outcome.NOT_APPLICABLE;
        }
        boolean blind = unknown == looks || unknownInARow > 0 || inARow > 0;
        return blind ? Outcome.UNKNOWN : Outcome.PASSED;
    }
}

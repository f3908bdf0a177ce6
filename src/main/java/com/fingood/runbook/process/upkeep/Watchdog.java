package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.process.TimerProperties;
import com.fingood.runbook.process.engine.Acquisition;
import com.fingood.runbook.process.upkeep.OverdueTimers.Overdue;
import com.fingood.runbook.process.workers.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Looks for timers that should have fired and for an acquisition that looks for none. The engine's own health answers UP in both cases.
 */
@Component
class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final OverdueTimers timers;
    private final LateTimers incident;
    private final Acquisition acquisition;
    private final TimerProperties limits;
    private final NodeName node;
    private volatile boolean stalled;
    private volatile Overdue last = Overdue.NONE;

    Watchdog(
            OverdueTimers timers,
            LateTimers incident,
            Acquisition acquisition,
            RunbookProperties properties,
            NodeName node) {
        this.timers = timers;
        this.incident = incident;
        this.acquisition = acquisition;
        this.limits = properties.timers();
        this.node = node;
    }

    /** Before this node fires anything: what came due while no server was there is late, and is said to be. */
    synchronized void atStart() {
        look("node " + node.name() + " starts");
    }

    synchronized void look() {
        look("node " + node.name() + ": " + words(acquisition.state()));
    }

    private void look(String seen) {
        last = timers.by(limits.lateAfter());
        if (last.count() == 0) {
            incident.notSeen()
                    .ifPresent(over -> LOG.info(
                            "Timers are on time again. Late since {}: up to {} timers, up to {}.",
                            over.raised(),
                            over.worstCount(),
                            seconds(over.worst())));
        } else if (incident.seen(last, seen)) {
            LOG.error(
                    "{} timers are late, the oldest by {}; {} of them are taken and wait for a thread or run. Seen by {}."
                            + " docs/operations.md, \"Timers\", says what to look at.",
                    last.count(),
                    seconds(last.longest()),
                    last.taken(),
                    seen);
        }
    }

    /** Asks nobody, so that a database which hangs can't hide it. */
    void noticeStall() {
        Acquisition.State state = acquisition.state();
        boolean now = isStalled(state);
        if (now && !stalled) {
            LOG.error("This node fires no timers: {}. Restart it; others go on.", words(state));
        } else if (!now && stalled) {
            LOG.info("This node looks for timers again.");
        }
        stalled = now;
    }

    /** What was last seen; the database is not asked for it. */
    Overdue last() {
        return last;
    }

    boolean isStalled(Acquisition.State state) {
        return state.stalled(limits.lateAfter());
    }

    String words(Acquisition.State state) {
        if (!state.active()) {
            return "its job executor is off";
        }
        String pool = state.busy() + " of " + state.threads() + " threads busy, " + state.waiting() + " jobs waiting";
        return "it looked for jobs " + seconds(state.sinceLook()) + " ago, " + pool + (state.full() ? ", full" : "");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}

package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.process.TimerProperties;
import com.fingood.runbook.process.upkeep.DatabaseClock.Skew;
import com.fingood.runbook.process.workers.NodeName;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Compares this node's clock with the database's. Due dates and locks are read by each node's own clock: one that is ahead fires early,
 * and takes work whose lock another node still holds.
 */
@Component
class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final String CURE =
            " Let NTP set the clock of this machine and the database's ('timedatectl', 'chronyc tracking').";

    private final DatabaseClock database;
    private final TimerProperties limits;
    private final RunEvents events;
    private final Clock clock;
    private final String node;
    private boolean reported;
    private volatile Skew last;

    @Autowired
    ClockWatch(DatabaseClock database, RunbookProperties properties, RunEvents events, Clock clock, NodeName node) {
        this(database, properties.timers(), events, clock, node.name());
    }

    ClockWatch(DatabaseClock database, TimerProperties limits, RunEvents events, Clock clock, String node) {
        this.database = database;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
        this.node = node;
    }

    /** @throws Refusal REFUSED {@code clock-skew}: a start is the moment when somebody is there to mend it and nothing runs here yet */
    synchronized void atStart() {
        Optional<Skew> skew = look();
        if (skew.isPresent() && skew.get().exceeds(limits.skewRefused())) {
            throw Refusal.refused(
                    "clock-skew",
                    "The server does not start: its clock is " + skew.get().words()
                            + " its database's, more than runbook.timers.skew-refused = "
                            + seconds(limits.skewRefused())
                            + ". Timers would fire at the wrong time, and two nodes could do the same work." + CURE);
        }
    }

    /** A node that runs is never stopped for it: its work would be interrupted, which is worse than a timer that is off. */
    synchronized Optional<Skew> look() {
        Optional<Skew> skew = database.skew();
        skew.ifPresent(this::judge);
        return skew;
    }

    Optional<Skew> last() {
        return Optional.ofNullable(last);
    }

    private void judge(Skew skew) {
        last = skew;
        boolean wrong = skew.exceeds(limits.skewWarned());
        if (wrong && !reported) {
            LOG.error(
                    "The clock of this node is {} its database's, more than runbook.timers.skew-warned = {}.{}",
                    skew.words(),
                    seconds(limits.skewWarned()),
                    CURE);
            publish("ClockSkew", skew);
        } else if (!wrong && reported) {
            LOG.info("The clock of this node agrees with its database's again.");
            publish("ClockInStep", skew);
        }
        reported = wrong;
    }

    private void publish(String type, Skew skew) {
        Map<String, Object> details = Map.of(
                "node",
                node,
                "aheadMillis",
                skew.ahead().toMillis(),
                "uncertainMillis",
                skew.uncertain().toMillis());
        events.publish(new RunEvent(type, null, null, "runbook", clock.instant(), details));
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}

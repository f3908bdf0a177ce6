package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.engine.Acquisition;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * DOWN when this node has stopped looking for timers, since a restart helps then. Late timers alone leave it UP: they are the whole
 * cluster's, and whoever restarts every node for them makes them later.
 */
@Component("timers")
class TimersHealth implements HealthIndicator {

    private final Watchdog watchdog;
    private final ClockWatch clocks;
    private final Acquisition acquisition;

    TimersHealth(Watchdog watchdog, ClockWatch clocks, Acquisition acquisition) {
        this.watchdog = watchdog;
        this.clocks = clocks;
        this.acquisition = acquisition;
    }

    @Override
    public Health health() {
        Acquisition.State state = acquisition.state();
        Health.Builder health = watchdog.isStalled(state) ? Health.down() : Health.up();
        health.withDetail("late", watchdog.last().count())
                .withDetail("longestSeconds", watchdog.last().longest().toSeconds())
                .withDetail("suspended", watchdog.last().suspended())
                .withDetail("acquisition", watchdog.words(state));
        clocks.last()
                .ifPresent(skew ->
                        health.withDetail("clockAheadMillis", skew.ahead().toMillis()));
        return health.build();
    }
}

package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.engine.Acquisition;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import java.util.function.ToDoubleFunction;

/** Meters of what the rounds saw last: whoever reads them, however often, asks the database nothing. */
@Component
class TimerMeters implements MeterBinder {

    private final Watchdog watchdog;
    private final OpenWork work;
    private final ClockWatch clocks;
    private final Acquisition acquisition;

    TimerMeters(Watchdog watchdog, OpenWork work, ClockWatch clocks, Acquisition acquisition) {
        this.watchdog = watchdog;
        this.work = work;
        this.clocks = clocks;
        this.acquisition = acquisition;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "runbook.timers.overdue", "Timers that are late now", w -> w.last()
                .count());
        gauge(registry, "runbook.timers.overdue.longest.seconds", "How late the oldest of them is", w -> w.last()
                .longest()
                .toSeconds());
        gauge(registry, "runbook.timers.suspended", "Overdue timers that somebody suspended", w -> w.last()
                .suspended());
        Gauge.builder("runbook.incidents.open", work, open -> open.last().incidents())
                .description("Steps whose attempts are used up")
                .register(registry);
        Gauge.builder("runbook.tasks.overdue", work, open -> open.last().overdueTasks())
                .description("Open tasks past their response time")
                .register(registry);
        Gauge.builder("runbook.sla.breaches", work, open -> open.last().breaches())
                .description("Response times that have passed since records began")
                .register(registry);
        Gauge.builder("runbook.clock.ahead.seconds", clocks, TimerMeters::ahead)
                .description("This node's clock minus the database's; none for the embedded database")
                .register(registry);
        Gauge.builder(
                        "runbook.jobs.idle.seconds",
                        acquisition,
                        a -> a.state().sinceLook().toMillis() / 1000.0)
                .description("How long ago this node last looked for jobs")
                .register(registry);
        Gauge.builder("runbook.jobs.waiting", acquisition, a -> a.state().waiting())
                .description("Acquired jobs that wait for a thread of this node")
                .register(registry);
        counter(registry, "runbook.jobs.acquired", "Jobs that this node took", Acquisition::acquired);
        counter(registry, "runbook.jobs.lost", "Jobs that another node took first", Acquisition::lostToOthers);
        counter(registry, "runbook.jobs.rejected", "Jobs given back since the pool was full", Acquisition::rejected);
    }

    private void gauge(MeterRegistry registry, String name, String words, ToDoubleFunction<Watchdog> value) {
        Gauge.builder(name, watchdog, value).description(words).register(registry);
    }

    private void counter(MeterRegistry registry, String name, String words, ToDoubleFunction<Acquisition> value) {
        FunctionCounter.builder(name, acquisition, value).description(words).register(registry);
    }

    private static double ahead(ClockWatch clocks) {
        return clocks.last().map(skew -> skew.ahead().toMillis() / 1000.0).orElse(Double.NaN);
    }
}

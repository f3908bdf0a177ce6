package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.notification.Dispatcher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Empties the outbox, each channel on a thread of its own: a mail server that hangs keeps neither the leases from being renewed nor a
 * page from reaching the chat.
 */
@Component
class Deliveries implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Dispatcher dispatcher;
    private Repeating threads;

    Deliveries(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public synchronized void start() {
        threads = new Repeating("deliveries", dispatcher.channels().size() + 1);
        dispatcher.channels().forEach(channel -> threads.with(PAUSE, () -> dispatcher.deliverDue(channel)));
        threads.with(PAUSE, dispatcher::deliverLeftOver);
    }

    @Override
    public synchronized void stop() {
        threads.stop();
        threads = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}

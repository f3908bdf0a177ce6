package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.notification.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Empties the outbox, each channel on a thread of its own: a mail server that hangs keeps neither the leases from being renewed nor a
 * page from reaching the chat.
 */
@Component
class Deliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final long PAUSE_SECONDS = 2;

    private final Dispatcher dispatcher;
    private ScheduledExecutorService threads;

    Deliveries(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public synchronized void start() {
        threads = Executors.newScheduledThreadPool(dispatcher.channels().size() + 1, work -> {
            Thread deliveries = new Thread(work, "deliveries");
            deliveries.setDaemon(true);
            return deliveries;
        });
        dispatcher.channels().forEach(channel -> again(() -> dispatcher.deliverDue(channel)));
        again(dispatcher::deliverLeftOver);
    }

    private void again(Runnable round) {
        threads.scheduleWithFixedDelay(() -> deliver(round), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private static void deliver(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException away) {
            // An exception that escapes would end the schedule in silence.
            LOG.warn("The outbox was not looked at, trying again: {}", away.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        threads.shutdownNow();
        threads = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}

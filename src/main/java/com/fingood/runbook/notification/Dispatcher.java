package com.fingood.runbook.notification;

import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Delivers what lies in the outbox: each row is claimed, sent, and put on record as sent. A node that dies in between sends it again
 * under the same message id. Nothing is given up: while a server is down the pauses grow to ten minutes.
 */
public final class Dispatcher {

    private static final int AT_ONCE = 20;
    private static final Duration CLAIM = Duration.ofMinutes(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** From this attempt on the delay is worth a line in the ledger; about half a minute after the first. */
    private static final int LATE_ATTEMPT = 4;

    private final Outbox outbox;
    private final Map<String, Channel> channels;
    private final RunEvents events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    public Dispatcher(
            DataSource dataSource, Outbox outbox, NotificationProperties properties, RunEvents events, Clock clock) {
        this(dataSource, outbox, Channels.of(properties, clock), events, clock);
    }

    Dispatcher(DataSource dataSource, Outbox outbox, List<Channel> channels, RunEvents events, Clock clock) {
        this.outbox = outbox;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Names of the channels that are configured. */
    public Set<String> channels() {
        return channels.keySet();
    }

    /** Tries what is due, channel by channel; any number of nodes may do so at the same time. */
    public void deliverDue() {
        channels.keySet().forEach(this::deliverDue);
        deliverLeftOver();
    }

    /** Tries what is due by one channel. A channel that hangs keeps no other one waiting when each has its own thread. */
    public void deliverDue(String channel) {
        deliver(outbox.due(channel, AT_ONCE));
    }

    /** What was written for a channel that is not configured any more: it waits, and says what for. */
    public void deliverLeftOver() {
        deliver(outbox.dueBeside(channels.keySet(), AT_ONCE));
    }

    private void deliver(List<Delivery> due) {
        for (Delivery delivery : due) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (outbox.claim(delivery, CLAIM)) {
                deliver(delivery, delivery.attempts() + 1);
            }
        }
    }

    private void deliver(Delivery delivery, int attempt) {
        try {
            channel(delivery).send(delivery);
        } catch (ChannelFailure failure) {
            transaction.executeWithoutResult(status -> failed(delivery, attempt, failure.getMessage()));
            return;
        } catch (RuntimeException unforeseen) {
            // One delivery that can't be understood must not hold up the others.
            String words = "It can't be delivered: " + unforeseen.getClass().getSimpleName() + ".";
            transaction.executeWithoutResult(status -> failed(delivery, attempt, words));
            return;
        }
        transaction.executeWithoutResult(status -> sent(delivery, attempt));
    }

    private Channel channel(Delivery delivery) {
        Channel channel = channels.get(delivery.channel());
        if (channel == null) {
            throw new ChannelFailure("The channel '" + delivery.channel()
                    + "' is not configured any more. Configure it under runbook.notifications again.");
        }
        return channel;
    }

    private void sent(Delivery delivery, int attempt) {
        if (outbox.sent(delivery)) {
            publish("NotificationSent", delivery, attempt);
        }
    }

    private void failed(Delivery delivery, int attempt, String words) {
        outbox.failed(delivery, attempt, words, pauseAfter(attempt));
        if (attempt == LATE_ATTEMPT) {
            publish("NotificationDelayed", delivery, attempt);
        }
    }

    /** Without the words of a failure: a mail server's may name a person. */
    private void publish(String type, Delivery delivery, int attempt) {
        Map<String, Object> details = Map.of(
                "kind", delivery.kind(),
                "channel", delivery.channel(),
                "notification", delivery.id(),
                "attempt", attempt);
        events.publish(new RunEvent(type, delivery.run(), null, "runbook", clock.instant(), details));
    }

    /** 5 s, 10 s, 20 s ... 10 min. */
    static Duration pauseAfter(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}

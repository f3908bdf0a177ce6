package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.upkeep.OverdueTimers.Overdue;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The one incident of late timers, for all nodes together: its begin and its end go into the ledger once, whichever node saw them first.
 */
@Component
class LateTimers {

    /** Timers that are late again within this time are the same incident: a slow database would else report by the minute. */
    static final Duration CALM = Duration.ofSeconds(30);

    private static final String NAME = "timers-late";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RunEvents events;
    private final Clock clock;

    LateTimers(DataSource dataSource, PlatformTransactionManager transactions, RunEvents events, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /** An incident as it ended. */
    record Incident(Instant raised, int worstCount, Duration worst) {}

    /**
     * @param why how the node that saw it is doing, in words
     * @return whether this begins an incident
     */
    boolean seen(Overdue late, String why) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean begins = begin(late);
            if (begins) {
                publish(
                        "TimersLate",
                        Map.of(
                                "timers",
                                late.count(),
                                "longestSeconds",
                                late.longest().toSeconds(),
                                "seen",
                                why));
            } else {
                worsen(late);
            }
            return begins;
        }));
    }

    /** @return the incident that ends with this, if one was open and nothing was late for a while */
    Optional<Incident> notSeen() {
        return transaction.execute(status -> {
            Optional<Incident> over = overSince(clock.instant().minus(CALM));
            over.ifPresent(incident -> {
                jdbc.sql("update rb_alarm set raised = null where name = ?")
                        .param(NAME)
                        .update();
                publish(
                        "TimersOnTime",
                        Map.of(
                                "lateSince", incident.raised().toString(),
                                "timers", incident.worstCount(),
                                "longestSeconds", incident.worst().toSeconds()));
            });
            return over;
        });
    }

    private boolean begin(Overdue late) {
        return jdbc.sql("update rb_alarm set raised = ?, last_seen = ?, worst_count = ?, worst_seconds = ?"
                                + " where name = ? and raised is null")
                        .params(now(), now(), late.count(), late.longest().toSeconds(), NAME)
                        .update()
                == 1;
    }

    private void worsen(Overdue late) {
        jdbc.sql("update rb_alarm set last_seen = ?, worst_count = greatest(worst_count, ?),"
                        + " worst_seconds = greatest(worst_seconds, ?) where name = ? and raised is not null")
                .params(now(), late.count(), late.longest().toSeconds(), NAME)
                .update();
    }

    private Optional<Incident> overSince(Instant limit) {
        return jdbc.sql("select raised, worst_count, worst_seconds from rb_alarm"
                        + " where name = ? and raised is not null and last_seen <= ? for update")
                .params(NAME, Timestamps.column(limit))
                .query(LateTimers::read)
                .optional();
    }

    private static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                Timestamps.read(row, "raised"),
                row.getInt("worst_count"),
                Duration.ofSeconds(row.getLong("worst_seconds")));
    }

    private Object now() {
        return Timestamps.column(clock.instant());
    }

    private void publish(String type, Map<String, Object> details) {
        events.publish(new RunEvent(type, null, null, "runbook", clock.instant(), details));
    }
}

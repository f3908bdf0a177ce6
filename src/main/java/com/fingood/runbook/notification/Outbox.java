package com.fingood.runbook.notification;

import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Our table of deliveries. Writing joins the caller's transaction; a delivery is claimed by changing its row. */
public final class Outbox {

    private static final String COLUMNS =
            "run, id, kind, channel, recipients, subject, body, message_id, created, sent, attempts, next_attempt, last_error";
    private static final int LONGEST_ERROR = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Outbox(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    void write(Delivery d) {
        jdbc.sql("insert into rb_notification (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        d.run(),
                        d.id(),
                        d.kind(),
                        d.channel(),
                        d.recipients(),
                        d.subject(),
                        d.body(),
                        d.messageId(),
                        Timestamps.column(d.created()),
                        Timestamps.column(d.sent()),
                        d.attempts(),
                        Timestamps.column(d.nextAttempt()),
                        d.lastError())
                .update();
    }

    /** What was announced in this run, oldest first. */
    public List<Delivery> of(RunId run) {
        return jdbc.sql("select " + COLUMNS + " from rb_notification where run = ? order by created, recipients")
                .param(run.value())
                .query(Outbox::row)
                .list();
    }

    /** What may be tried now by this channel, oldest first. */
    List<Delivery> due(String channel, int most) {
        return due("channel = :channel", "channel", channel, most);
    }

    /** What may be tried now and belongs to none of these channels, oldest first. */
    List<Delivery> dueBeside(Set<String> channels, int most) {
        Set<String> known = new HashSet<>(channels);
        known.add(""); // "not in ()" is no SQL
        return due("channel not in (:known)", "known", known, most);
    }

    private List<Delivery> due(String which, String name, Object value, int most) {
        return jdbc.sql("select " + COLUMNS + " from rb_notification where sent is null and next_attempt <= :now and "
                        + which + " order by created, id limit :most")
                .param("now", now())
                .param(name, value)
                .param("most", most)
                .query(Outbox::row)
                .list();
    }

    /**
     * Makes the delivery this node's for a while; a node that dies keeps it no longer than that.
     *
     * @return false when another node was quicker
     */
    boolean claim(Delivery seen, Duration length) {
        return jdbc.sql("update rb_notification set attempts = attempts + 1, next_attempt = ?"
                                + " where id = ? and attempts = ? and sent is null")
                        .params(later(length), seen.id(), seen.attempts())
                        .update()
                == 1;
    }

    /** @return false when it was on record as sent already */
    boolean sent(Delivery delivery) {
        return jdbc.sql("update rb_notification set sent = ?, last_error = null where id = ? and sent is null")
                        .params(now(), delivery.id())
                        .update()
                == 1;
    }

    /** @param attempt number of the attempt that failed; one that another node has overtaken changes nothing */
    void failed(Delivery delivery, int attempt, String words, Duration pause) {
        jdbc.sql("update rb_notification set last_error = ?, next_attempt = ?"
                        + " where id = ? and attempts = ? and sent is null")
                .params(
                        words.length() > LONGEST_ERROR ? words.substring(0, LONGEST_ERROR) : words,
                        later(pause),
                        delivery.id(),
                        attempt)
                .update();
    }

    private java.time.OffsetDateTime now() {
        return Timestamps.column(Timestamps.now(clock));
    }

    private java.time.OffsetDateTime later(Duration pause) {
        Instant moment = Timestamps.now(clock).plus(pause);
        return Timestamps.column(moment);
    }

    private static Delivery row(ResultSet rs, int number) throws SQLException {
        return new Delivery(
                rs.getString("run"),
                rs.getString("id"),
                rs.getString("kind"),
                rs.getString("channel"),
                rs.getString("recipients"),
                rs.getString("subject"),
                rs.getString("body"),
                rs.getString("message_id"),
                Timestamps.read(rs, "created"),
                Timestamps.read(rs, "sent"),
                rs.getInt("attempts"),
                Timestamps.read(rs, "next_attempt"),
                rs.getString("last_error"));
    }
}

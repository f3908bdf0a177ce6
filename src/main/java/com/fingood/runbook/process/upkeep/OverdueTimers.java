package com.fingood.runbook.process.upkeep;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts timers that should have fired. By SQL on the engine's table: its query can't tell a timer that nobody took from one that waits
 * for a thread.
 */
@Component
class OverdueTimers {

    private static final String DUE = " from act_ru_job where type_ = 'timer' and duedate_ < ? and retries_ > 0";

    /** Somebody who holds the engine's table must not hold the watchdog too. */
    private static final int LIMIT_SECONDS = 10;

    private final JdbcClient jdbc;
    private final Clock clock;

    OverdueTimers(DataSource dataSource, Clock clock) {
        JdbcTemplate impatient = new JdbcTemplate(dataSource);
        impatient.setQueryTimeout(LIMIT_SECONDS);
        this.jdbc = JdbcClient.create(impatient);
        this.clock = clock;
    }

    /**
     * @param count timers that are overdue and should fire
     * @param taken those of them that a node has acquired and not finished
     * @param suspended overdue timers that somebody suspended; not in count
     * @param longest how long the oldest of count is overdue; zero when there is none
     */
    record Overdue(int count, int taken, int suspended, Duration longest) {
        static final Overdue NONE = new Overdue(0, 0, 0, Duration.ZERO);
    }

    /** @param by only timers that are overdue by more than this */
    Overdue by(Duration by) {
        Instant now = clock.instant();
        Timestamp limit = Timestamp.from(now.minus(by));
        return jdbc.sql("select sum(case when suspension_state_ = 1 then 1 else 0 end) active,"
                        + " sum(case when suspension_state_ = 1 and lock_exp_time_ >= ? then 1 else 0 end) taken,"
                        + " sum(case when suspension_state_ <> 1 then 1 else 0 end) suspended,"
                        + " min(case when suspension_state_ = 1 then duedate_ end) oldest" + DUE)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new Overdue(
                        row.getInt("active"),
                        row.getInt("taken"),
                        row.getInt("suspended"),
                        row.getTimestamp("oldest") == null
                                ? Duration.ZERO
                                : Duration.between(row.getTimestamp("oldest").toInstant(), now)))
                .single();
    }
}

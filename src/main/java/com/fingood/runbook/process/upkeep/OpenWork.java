package com.fingood.runbook.process.upkeep;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.sql.Timestamp;
import java.time.Clock;

/**
 * Counts what waits for people and should not: steps whose attempts are used up, tasks past their response time, and how often a response
 * time has passed since records began.
 */
@Component
class OpenWork {

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Counts last = new Counts(0, 0, 0);

    OpenWork(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    record Counts(long incidents, long overdueTasks, long breaches) {}

    void look() {
        last = new Counts(
                jdbc.sql("select count(*) from act_ru_incident")
                        .query(Long.class)
                        .single(),
                jdbc.sql("select count(*) from act_ru_task where due_date_ < ?")
                        .param(Timestamp.from(clock.instant()))
                        .query(Long.class)
                        .single(),
                jdbc.sql("select count(*) from rb_task_clock where fired is not null")
                        .query(Long.class)
                        .single());
    }

    /** What was last seen; the database is not asked for it. */
    Counts last() {
        return last;
    }
}

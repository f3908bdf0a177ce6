package com.fingood.runbook.process.upkeep;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

/** Counts the engine's incidents: steps whose attempts are used up. */
@Component
class OpenIncidents {

    private final JdbcClient jdbc;
    private volatile long last;

    OpenIncidents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void look() {
        last = jdbc.sql("select count(*) from act_ru_incident")
                .query(Long.class)
                .single();
    }

    /** What was last seen; the database is not asked for it. */
    long last() {
        return last;
    }
}

package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** The engine's tables and ours, without an engine: timers are put there as they would lie. */
public final class JobTable implements AutoCloseable {

    public final HikariDataSource pool;
    private final JdbcClient jdbc;

    public JobTable(TestDatabase database) {
        pool = database.dialect().equals("h2") ? asTheServersOwn() : OwnDatabaseForTests.empty(database);
        String kind = database.dialect().equals("h2") ? "h2" : "postgres";
        new ResourceDatabasePopulator(new ClassPathResource(
                        "org/camunda/bpm/engine/db/create/activiti." + kind + ".create.engine.sql"))
                .execute(pool);
        OwnDatabase.migrate(pool);
        jdbc = JdbcClient.create(pool);
    }

    /** H2 as the engine has it, without PostgreSQL's ways. */
    private static HikariDataSource asTheServersOwn() {
        HikariDataSource h2 = new HikariDataSource();
        h2.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    void timer(String id, Instant due) {
        jdbc.sql("insert into act_ru_job (id_, rev_, type_, duedate_, retries_, suspension_state_)"
                        + " values (?, 1, 'timer', ?, 3, 1)")
                .params(id, Timestamp.from(due))
                .update();
    }

    void set(String id, String column, Object value) {
        jdbc.sql("update act_ru_job set " + column + " = ? where id_ = ?")
                .params(value, id)
                .update();
    }

    void fired(String id) {
        jdbc.sql("delete from act_ru_job where id_ = ?").param(id).update();
    }

    @Override
    public void close() {
        pool.close();
    }
}

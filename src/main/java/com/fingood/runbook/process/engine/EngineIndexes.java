package com.fingood.runbook.process.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Indexes on the engine's own tables, which it does not bring: timers are read by due date four times a second. Made after the engine has
 * made its tables, by one node at a time.
 */
@Component
class EngineIndexes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EngineIndexes.class);

    private record Index(String name, String table, String columns) {
        String statement() {
            return "create index " + name + " on " + table + " (" + columns + ")";
        }
    }

    private static final List<Index> WANTED =
            List.of(new Index("rb_job_by_due_date", "act_ru_job", "type_ desc, duedate_ asc"));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private boolean done;

    EngineIndexes(DataSource dataSource, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        WANTED.forEach(this::ensure);
        done = true;
    }

    private void ensure(Index index) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.queryForList("select value_ from act_ge_property where name_ = 'startup.lock' for update");
                if (Boolean.FALSE.equals(jdbc.execute((Connection connection) -> exists(connection, index)))) {
                    jdbc.execute(index.statement());
                }
            });
        } catch (DataAccessException refused) {
            // Timers fire without it, only later when there are many: no reason to stay down.
            LOG.warn(
                    "An index for timers is missing and could not be made ({}). Ask the database's owner for: {};",
                    refused.getMostSpecificCause().getMessage(),
                    index.statement());
        }
    }

    /** Asked first, since even "create index if not exists" waits for everybody who writes to the table. */
    private static boolean exists(Connection connection, Index index) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String table = meta.storesUpperCaseIdentifiers() ? index.table().toUpperCase(Locale.ROOT) : index.table();
        try (ResultSet rows = meta.getIndexInfo(null, connection.getSchema(), table, false, true)) {
            while (rows.next()) {
                if (index.name().equalsIgnoreCase(rows.getString("INDEX_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return -1; // before the engine is filled and anything is looked for
    }
}

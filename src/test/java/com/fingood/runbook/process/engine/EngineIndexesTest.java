package com.fingood.runbook.process.engine;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.process.upkeep.JobTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The index that timers are read by is there after the start of whichever node came first, and stays one. */
class EngineIndexesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void nodes_that_start_together_make_it_once_and_later_ones_find_it(TestDatabase database) throws SQLException {
        try (JobTable jobs = new JobTable(database)) {
            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> start(jobs)))
                            .limit(3)
                            .toArray(CompletableFuture[]::new))
                    .join();
            start(jobs);

            assertThat(indexes(jobs)).contains("rb_job_by_due_date");
        }
    }

    private static void start(JobTable jobs) {
        new EngineIndexes(jobs.pool, new JdbcTransactionManager(jobs.pool)).start();
    }

    private static Set<String> indexes(JobTable jobs) throws SQLException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (Connection connection = jobs.pool.getConnection()) {
            boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
            String table = upper ? "ACT_RU_JOB" : "act_ru_job";
            try (ResultSet rows = connection.getMetaData().getIndexInfo(null, null, table, false, true)) {
                while (rows.next()) {
                    names.add(rows.getString("INDEX_NAME"));
                }
            }
        }
        return names;
    }
}

package com.fingood.runbook.process;

import com.zaxxer.hikari.HikariDataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What makes timers fire on time, asked of the running engine: a misspelled setting is ignored in silence. */
class TimerSettingsTest {

    private final RunningServer server = RunningServer.shared();

    @Test
    void the_job_executor_looks_four_times_a_second_and_backs_off_shortly() {
        JobExecutor executor = engine().getJobExecutor();

        assertThat(executor.isActive()).isTrue();
        assertThat(executor.getWaitTimeInMillis()).isEqualTo(250);
        assertThat(executor.getMaxWait()).isEqualTo(250);
        assertThat(executor.getMaxJobsPerAcquisition()).isEqualTo(8);
        assertThat(executor.getBackoffTimeInMillis()).isEqualTo(25);
        assertThat(executor.getMaxBackoff()).isEqualTo(400);
        assertThat(executor.getLockTimeInMillis()).isEqualTo(60_000);
        assertThat(executor.getLockOwner()).startsWith("tests/");
    }

    @Test
    void timers_come_first_and_in_order_of_due_date() {
        assertThat(engine().isJobExecutorPreferTimerJobs()).isTrue();
        assertThat(engine().isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(engine().isJobExecutorAcquireByPriority()).isFalse();
        assertThat(engine().isJobExecutorAcquireExclusiveOverProcessHierarchies())
                .isFalse();
    }

    @Test
    void the_pool_takes_a_burst_of_300_and_the_database_serves_every_thread() {
        ThreadPoolTaskExecutor pool = server.bean(ThreadPoolTaskExecutor.class);

        assertThat(pool.getQueueCapacity()).isGreaterThanOrEqualTo(300);
        assertThat(pool.getCorePoolSize())
                .as("threads beyond the core start only when the queue is full")
                .isEqualTo(pool.getMaxPoolSize());
        assertThat(server.bean(HikariDataSource.class).getMaximumPoolSize())
                .as("a short action notes its intent in a transaction beside the engine's")
                .isGreaterThan(2 * pool.getMaxPoolSize());
    }

    @Test
    void timers_are_found_by_an_index() throws SQLException {
        assertThat(indexes("ACT_RU_JOB")).contains("RB_JOB_BY_DUE_DATE");
    }

    @Test
    void health_is_for_everybody_and_says_one_word_and_meters_are_behind_the_login() throws Exception {
        assertThat(anonymous("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        for (String closed : List.of("/actuator", "/actuator/metrics", "/actuator/metrics/runbook.timers.overdue")) {
            assertThat(anonymous(closed).statusCode()).as(closed).isEqualTo(401);
        }
        for (String meter : List.of("timers.lateness", "timers.overdue", "sla.breaches", "jobs.acquired")) {
            assertThat(server.as("auditor")
                            .get("/actuator/metrics/runbook." + meter)
                            .status())
                    .as(meter)
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.base().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private ProcessEngineConfigurationImpl engine() {
        return (ProcessEngineConfigurationImpl) server.bean(ProcessEngine.class).getProcessEngineConfiguration();
    }

    private List<String> indexes(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = server.bean(HikariDataSource.class).getConnection();
                ResultSet rows = connection.getMetaData().getIndexInfo(null, null, table, false, true)) {
            while (rows.next()) {
                names.add(rows.getString("INDEX_NAME"));
            }
        }
        return names;
    }
}

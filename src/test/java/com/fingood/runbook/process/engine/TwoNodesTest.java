package com.fingood.runbook.process.engine;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Two engines with our job executor on one PostgreSQL. */
class TwoNodesTest {

    private static final int TIMERS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HikariDataSource database = OwnDatabaseForTests.empty(TestDatabases.postgresql());
    private final List<ThreadPoolTaskExecutor> pools = new ArrayList<>();
    private ProcessEngine one;
    private ProcessEngine two;

    @BeforeEach
    void start() {
        one = node("one");
        two = node("two");
        one.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "sleeper.bpmn",
                        Bpmn.createExecutableProcess("sleeper")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent("timer_sleep")
                                .timerWithDate("${due}")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void stop() {
        executorOf(one).shutdown();
        executorOf(two).shutdown();
        pools.forEach(ThreadPoolTaskExecutor::shutdown);
        one.close();
        two.close();
        database.close();
    }

    @Test
    void a_timer_fires_on_one_node_and_once() {
        sleepers(Instant.now().plusSeconds(1));
        Awaitility.await("all timers").atMost(PATIENCE).until(() -> jobs(one) == 0);

        List<HistoricJobLog> fired =
                one.getHistoryService().createHistoricJobLogQuery().successLog().list();
        assertThat(fired).hasSize(TIMERS);
        assertThat(fired).extracting(HistoricJobLog::getJobId).doesNotHaveDuplicates();
        assertThat(fired).extracting(HistoricJobLog::getHostname).containsAnyOf("one", "two");
    }

    @Test
    void an_acquisition_that_hangs_in_the_database_is_noticed_and_its_timers_fire_afterwards() throws SQLException {
        Acquisition acquisition = new Acquisition(new StaticListableBeanFactory(Map.of("executor", executorOf(one)))
                .getBeanProvider(TimelyJobExecutor.class));
        Duration limit = Duration.ofSeconds(2);
        sleepers(Instant.now());

        try (Connection somebody = database.getConnection()) {
            somebody.setAutoCommit(false);
            somebody.createStatement().execute("lock table act_ru_job in access exclusive mode");
            Awaitility.await("the stall")
                    .atMost(PATIENCE)
                    .until(() -> acquisition.state().stalled(limit));
            assertThat(executorOf(one).isActive()).as("what the engine says").isTrue();
            somebody.rollback();
        }
        Awaitility.await("all timers").atMost(PATIENCE).until(() -> jobs(one) == 0);
        assertThat(acquisition.state().stalled(limit)).isFalse();
    }

    private void sleepers(Instant due) {
        for (int i = 0; i < TIMERS; i++) {
            one.getRuntimeService().startProcessInstanceByKey("sleeper", Map.of("due", Date.from(due)));
        }
    }

    private static long jobs(ProcessEngine engine) {
        return engine.getManagementService().createJobQuery().count();
    }

    private static TimelyJobExecutor executorOf(ProcessEngine engine) {
        return (TimelyJobExecutor)
                ((StandaloneProcessEngineConfiguration) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    private ProcessEngine node(String name) {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(4);
        pool.setWaitForTasksToCompleteOnShutdown(true);
        pool.setAwaitTerminationSeconds(30);
        pool.initialize();
        pools.add(pool);
        TimelyJobExecutor executor = new TimelyJobExecutor();
        executor.setTaskExecutor(pool);
        executor.setWaitTimeInMillis(250);
        executor.setMaxWait(250);
        executor.setMaxJobsPerAcquisition(8);
        executor.setBackoffTimeInMillis(25);
        executor.setMaxBackoff(400);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setHostname(name);
        configuration.setHistory("full");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutor(executor);
        configuration.setJobExecutorActivate(true);
        configuration.setJobExecutorAcquireByDueDate(true);
        configuration.setJobExecutorPreferTimerJobs(true);
        configuration.setEnforceHistoryTimeToLive(false);
        return configuration.buildProcessEngine();
    }
}

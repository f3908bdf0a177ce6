package com.fingood.runbook.process;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Timers that came due while no server was there: at its start they fire in order of due date, each once, also those that the server
 * held when it was killed; and that they are late is on record.
 */
class TimersWhileDownTest {

    private static final int TIMERS = 30;

    @Test
    void they_fire_at_the_start_in_order_of_due_date_and_each_once() {
        try (ClockedServer server = ClockedServer.start(Map.of(), Map.of())) {
            List<String> byDueDate = sleepers(server);
            Instant down = server.now();
            lockedByThePredecessor(server, byDueDate.subList(10, 13));
            server.fromNextStart("camunda.bpm.job-execution.enabled", true);
            // One thread, so that the order in which jobs are handed to the pool can be seen.
            server.fromNextStart("camunda.bpm.job-execution.core-pool-size", 1);
            server.fromNextStart("camunda.bpm.job-execution.max-pool-size", 1);

            // Were they read in this zone, they would come due eight hours later.
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));

            server.downFor(Duration.ofHours(2));
            Awaitility.await("all timers")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.bean(ManagementService.class)
                                    .createJobQuery()
                                    .timers()
                                    .processDefinitionKey("sleeper")
                                    .count()
                            == 0);

            List<LedgerRow> rows = server.bean(Ledger.class)
                    .between(down.minusSeconds(1), server.now().plusSeconds(1));
            assertThat(rows.stream().filter(row -> row.type().equals("ProcessEnded")))
                    .extracting(LedgerRow::run)
                    .containsExactlyElementsOf(byDueDate);
            assertThat(rows.stream().filter(row -> row.type().equals("TimersLate")))
                    .singleElement()
                    .satisfies(row -> assertThat(row.details()).contains("\"timers\":" + TIMERS));
        }
    }

    /** @return keys of the instances, in order of due date; they were not started in that order */
    private static List<String> sleepers(ClockedServer server) {
        server.bean(RepositoryService.class)
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
        List<Integer> minutes = new ArrayList<>();
        for (int i = 1; i <= TIMERS; i++) {
            minutes.add(i);
        }
        Collections.shuffle(minutes, new Random(4));
        minutes.forEach(minute -> server.bean(RuntimeService.class)
                .startProcessInstanceByKey(
                        "sleeper",
                        key(minute),
                        Map.of("due", Date.from(server.now().plus(Duration.ofMinutes(minute))))));
        minutes.sort(Comparator.naturalOrder());
        return minutes.stream().map(TimersWhileDownTest::key).toList();
    }

    private static String key(int minute) {
        return "sleeper-1-%04d".formatted(minute);
    }

    /** As kill -9 leaves jobs that were acquired and not finished: locked for a time, by a process that is gone. */
    private static void lockedByThePredecessor(ClockedServer server, List<String> keys) {
        JdbcClient jdbc = JdbcClient.create(server.bean(DataSource.class));
        for (String key : keys) {
            Job job = server.bean(ManagementService.class)
                    .createJobQuery()
                    .processInstanceId(server.bean(RuntimeService.class)
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(key)
                            .singleResult()
                            .getId())
                    .singleResult();
            jdbc.sql("update act_ru_job set lock_owner_ = 'clocked/killed', lock_exp_time_ = ? where id_ = ?")
                    .params(Timestamp.from(server.now().plus(Duration.ofDays(1))), job.getId())
                    .update();
        }
    }
}

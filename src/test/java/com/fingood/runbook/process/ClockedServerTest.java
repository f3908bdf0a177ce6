package com.fingood.runbook.process;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The clock that other stories move: a reminder comes at its moment, not before it, and once when nobody was there. */
class ClockedServerTest {

    @Test
    void a_timer_fires_at_its_moment_and_once_for_all_that_was_missed_while_the_server_was_down() {
        try (ClockedServer server = ClockedServer.start(Map.of("timed", ParcelOffice.small("timed")), Map.of())) {
            String run = server.started("timed", ParcelOffice.VERSION);
            server.taskOf(run, "userTask_approveChange");
            Instant due = server.now().plus(Duration.ofHours(4));

            assertThat(server.toOneSecondBefore(due)).doesNotContain("serviceTask_chaseApprovers");
            assertThat(server.toOneSecondAfter(due)).contains("serviceTask_chaseApprovers");

            server.downFor(Duration.ofHours(13));

            assertThat(server.runDue()).containsOnlyOnce("serviceTask_chaseApprovers");
            var tasks = server.as("auditor").get("/api/runs/" + run).body().path("tasks");
            assertThat(tasks).allMatch(task -> !task.path("groups").toString().contains("database-team"));
            assertThat(tasks).anyMatch(task -> task.path("breached").asBoolean());
        }
    }
}

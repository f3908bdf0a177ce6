package com.fingood.runbook.process;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A cancellation happens once or is refused in words; what is refused leaves no wish on record. */
class CancellingTest {

    private final RunningServer server = RunningServer.shared();

    @Test
    void a_run_is_cancelled_once_whoever_asks_and_however_often() {
        String run = server.started("called-off", ParcelOffice.VERSION);
        server.taskOf(run, "userTask_approveChange");
        RuntimeService runtime = server.bean(RuntimeService.class);
        String instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("database-migration")
                .processInstanceBusinessKey(run)
                .singleResult()
                .getId();

        runtime.suspendProcessInstanceById(instance);
        refused(cancel("operator", run), "suspended");
        runtime.activateProcessInstanceById(instance);
        assertThat(wishes(run)).isZero();

        List<Answer> answers = Stream.of("operator", "manager", "requester")
                .map(login -> CompletableFuture.supplyAsync(() -> cancel(login, run)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> refused(answer, "at-the-same-moment", "cancelled-already"));
        refused(cancel("operator", run), "cancelled-already", "run-closed");
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
        refused(cancel("operator", run), "run-closed");
        assertThat(wishes(run)).isOne();
    }

    @Test
    void a_run_without_an_instance_is_closed_and_its_target_is_free() {
        // Begun at one of its parts, so there is no instance of the whole.
        String run = new OpenTasks(server)
                .open("human-checklist", "userTask_reviewRisk", Map.of())
                .run();
        Answer answer = cancel("operator", run);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(server.run(run).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(wishes(run)).isOne();
        refused(cancel("operator", run), "run-closed");
    }

    private Answer cancel(String login, String run) {
        return server.as(login).post("/api/runs/" + run + "/cancel", Map.of("reason", "it is not needed"));
    }

    private long wishes(String run) {
        return server.bean(Ledger.class).of(new RunId(run)).stream()
                .filter(row -> row.type().equals("CancelAsked"))
                .count();
    }

    private static void refused(Answer answer, String... codes) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).as(answer.text()).isIn((Object[]) codes);
        assertThat(answer.message()).isNotBlank();
    }
}

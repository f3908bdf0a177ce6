package com.fingood.runbook.process;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.process.steps.NeedAssessing;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are shown when the data is in doubt, and when the way back has failed. */
class IncidentStoriesTest {

    private static final String DECIDE = "userTask_decideOnFailedValidation";
    private static final String RECOVER = "userTask_recoverByHand";

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"recovering", "recovering-h2"})
    void whoever_decides_sees_what_was_found_and_a_recovery_is_over_when_person_and_checks_agree(String target)
            throws IOException {
        String run = brokenRun(target);

        String task = server.taskOf(run, DECIDE);
        assertThat(briefing(task))
                .contains("\"need\"", "closed-accounts-hold-no-money", "\"standing\":\"new\"", "parts are kept in");
        assertThat(events(run)).contains("StatePreserved", "RollbackNeedAssessed");
        assertThat(server.bean(NeedAssessing.class)
                        .of(new RunId(run))
                        .orElseThrow()
                        .facts()
                        .newViolations())
                .isIn("critical", "other");

        String instance = rollbackFailed(run);
        String recover = server.taskOf(run, RECOVER);
        assertThat(briefing(recover))
                .contains(
                        "./runbook restore " + target + " --backup ",
                        "\"found\":\"The history says",
                        "Preserve what is there")
                .contains("verified", "Not as before");
        assertThat(documents(run)).hasSize(2);

        assertThat(server.as("incident")
                        .complete(recover, Map.of("decision", "neither"))
                        .message())
                .contains("comment");
        server.as("incident").decides(server.taskOf(run, RECOVER), Map.of("decision", "as-before"));
        String again =
                server.await(() -> server.task(run, RECOVER).filter(other -> !other.equals(recover)), "the task again");
        assertThat(briefing(again)).contains("the checks do not agree", "not as before");

        server.as("incident").decides(server.taskOf(run, RECOVER), Map.of("decision", "as-after"));
        assertThat(outcome(instance)).isEqualTo("as-after");

        server.as("senior").decides(server.taskOf(run, DECIDE), Map.of("decision", "roll-back"));
        assertThat(server.outcomeOf(run)).isEqualTo("rolled-back");
    }

    /** The books move between rehearsal and window, so that the change breaks them. */
    private String brokenRun(String target) {
        feeBooks(target, "active");
        String run = server.started(target, "2.6");
        server.taskOf(run, "userTask_approveChange");
        feeBooks(target, "restricted");
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
        return run;
    }

    private String rollbackFailed(String run) {
        return server.bean(RuntimeService.class)
                .startProcessInstanceByKey("troubleshoot-rollback-failure", run, Map.of("run", run))
                .getId();
    }

    private String outcome(String instance) {
        return server.await(
                () -> Optional.ofNullable(server.bean(org.camunda.bpm.engine.HistoryService.class)
                                .createHistoricVariableInstanceQuery()
                                .processInstanceId(instance)
                                .variableName("outcome")
                                .singleResult())
                        .map(HistoricVariableInstance::getValue)
                        .map(String::valueOf),
                "the outcome");
    }

    private String briefing(String task) {
        return String.valueOf(server.bean(TaskService.class).getVariableLocal(task, Variables.BRIEFING));
    }

    private List<String> events(String run) {
        return server.bean(Ledger.class).of(new RunId(run)).stream()
                .map(LedgerRow::type)
                .toList();
    }

    private List<Path> documents(String run) throws IOException {
        Path home = server.bean(RunbookProperties.class).home();
        try (Stream<Path> files = Files.list(home.resolve("incidents").resolve(run))) {
            return files.toList();
        }
    }

    private void feeBooks(String target, String status) {
        try (Connection connection = server.target(target).connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            statement.execute("update accounts set status = '" + status
                    + "' where kind = 'fee-income' and currency in ('GBP', 'CHF')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.fingood.runbook.process.decisions;

import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Timestamps;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes decision tables in when a server starts, each with who approved it, and tells which one decided a run. A run in flight keeps
 * the table of its own deployment.
 */
@Component
public class DecisionTables {

    private final RunbookProperties properties;
    private final List<TableProof> proofs;
    private final JdbcClient jdbc;
    private final RunEvents events;
    private final Clock clock;

    DecisionTables(
            RunbookProperties properties,
            List<TableProof> proofs,
            DataSource dataSource,
            RunEvents events,
            Clock clock) {
        this.properties = properties;
        this.proofs = proofs;
        this.jdbc = JdbcClient.create(dataSource);
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param shipped the tables of this release by name
     * @return the tables that hold, by name: the company's own where there is one
     * @throws Refusal BAD_INPUT for a table that nobody approved, that can't be replaced, or that leaves a question open
     */
    public Map<String, byte[]> takeIn(Map<String, byte[]> shipped) {
        Set<String> provable =
                proofs.stream().map(proof -> proof.form().name()).collect(Collectors.toCollection(TreeSet::new));
        Map<String, TakenTable> own = OwnTables.in(properties.decisions(), shipped.keySet(), provable);
        // Also one that was taken in before: it may have been by a release that saw less.
        own.values().forEach(this::requireSound);
        Map<String, byte[]> all = new LinkedHashMap<>(shipped);
        shipped.forEach((name, bytes) -> record(Optional.ofNullable(own.get(name))
                .orElseGet(() -> new TakenTable(
                        name, bytes, Sha256.of(bytes), "shipped with the runbook", "the release it came with"))));
        own.forEach((name, table) -> all.put(name, table.bytes()));
        return all;
    }

    private void requireSound(TakenTable table) {
        List<String> problems = proofs.stream()
                .filter(proof -> proof.form().name().equals(table.name()))
                .flatMap(proof -> proof.problems(table.bytes()).stream())
                .limit(5)
                .toList();
        if (!problems.isEmpty()) {
            throw Refusal.badInput(
                    "bad-decision-table",
                    "The server does not start: " + table.origin() + " was not taken in: "
                            + String.join(" ", problems)
                            + " Correct the table and have it approved again, or leave the shipped one in place.");
        }
    }

    /** Writes a row only for bytes that were not the last ones. */
    private void record(TakenTable table) {
        if (isLast(table)) {
            return;
        }
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from rb_decision_table where name = ?")
                .param(table.name())
                .query(Integer.class)
                .single();
        jdbc.sql("insert into rb_decision_table (name, number, sha256, origin, approved_by, taken_in_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        table.name(),
                        number,
                        table.sha256(),
                        table.origin(),
                        table.approvedBy(),
                        Timestamps.column(clock.instant()))
                .update();
        events.publish(new RunEvent(
                "DecisionTableTakenIn",
                null,
                null,
                "runbook",
                clock.instant(),
                Map.of(
                        "table", table.name(),
                        "number", number,
                        "sha256", table.sha256(),
                        "origin", table.origin(),
                        "approvedBy", table.approvedBy())));
    }

    private boolean isLast(TakenTable table) {
        return jdbc.sql("select sha256 from rb_decision_table where name = ? order by number desc limit 1")
                .param(table.name())
                .query(String.class)
                .optional()
                .filter(table.sha256()::equals)
                .isPresent();
    }

    /** Which table decides in this run: its name, number, SHA-256 and who approved it. */
    public Map<String, Object> used(DelegateExecution execution, String name) {
        String sha256 = Sha256.of(bytes(execution.getProcessEngineServices(), execution, name));
        Map<String, Object> used = new LinkedHashMap<>();
        used.put("table", name);
        used.put("sha256", sha256);
        jdbc
                .sql(
                        "select number, approved_by from rb_decision_table where name = ? and sha256 = ? order by number desc")
                .params(name, sha256)
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .ifPresent(row -> {
                    used.put("number", row.get("number"));
                    used.put("approvedBy", row.get("approved_by"));
                });
        return used;
    }

    private static byte[] bytes(ProcessEngineServices engine, DelegateExecution execution, String name) {
        RepositoryService repository = engine.getRepositoryService();
        String deployment = repository
                .getProcessDefinition(execution.getProcessDefinitionId())
                .getDeploymentId();
        DecisionDefinition table = repository
                .createDecisionDefinitionQuery()
                .deploymentId(deployment)
                .decisionDefinitionKey(name)
                .singleResult();
        try (InputStream in = repository.getResourceAsStream(deployment, table.getResourceName())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.incident.RollbackFailure;
import com.fingood.runbook.run.Actions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "rollback-failure",
        description =
                "Says how the rollback of a run failed: every attempt with its end, who did what, the last failure, and what is found"
                        + " on the target now. Changes nothing. Exits with 4 when the engine's database is away: the run stands there.",
        footer = {"", "Examples:", "  runbook incident rollback-failure ledger-2.1-0007"})
final class IncidentRollbackFailureCommand implements Callable<Integer> {

    private static final String FAILURE = "failure";

    private final Invocation invocation;

    @Parameters(paramLabel = "RUN", description = "A run's id.")
    private String run;

    IncidentRollbackFailureCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (IncidentRun incident = IncidentRun.open(invocation, run);
                CtrlC ctrlC = CtrlC.watch()) {
            RollbackFailure failure = RollbackFailure.of(
                    incident.run(),
                    incident.clock().instant(),
                    new Actions(incident.data(), incident.clock())
                            .list(incident.run().id()),
                    new Ledger(incident.data())
                            .of(incident.run().id()).stream()
                                    .filter(LedgerRow::byAPerson)
                                    .map(row -> new RollbackFailure.Act(row.happened(), row.actor(), row.words()))
                                    .toList(),
                    incident.facts()
                            .get(incident.run().id(), FAILURE, JsonNode.class)
                            .map(document -> document.path("words").asText())
                            .orElse(null),
                    incident.found(ctrlC.cancellation()));
            invocation.answers().give(failure, failure.lines());
            return ExitCodes.DONE;
        }
    }
}

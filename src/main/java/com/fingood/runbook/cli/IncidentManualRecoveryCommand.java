package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.incident.ManualRecovery;
import com.fingood.runbook.run.RunEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "manual-recovery",
        description =
                "Prepares the recovery of a target by hand: exact commands with this run's names, where every backup lies and how"
                        + " long restoring it took, and which objects are different from before and from after the change. Changes"
                        + " nothing. Exits with 4 when the engine's database is away: the run stands there.",
        footer = {"", "Examples:", "  runbook incident manual-recovery ledger-2.1-0007"})
final class IncidentManualRecoveryCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "RUN", description = "A run's id.")
    private String run;

    IncidentManualRecoveryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (IncidentRun incident = IncidentRun.open(invocation, run);
                CtrlC ctrlC = CtrlC.watch()) {
            ManualRecovery recovery = ManualRecovery.of(
                    incident.run(),
                    incident.target(),
                    incident.record(),
                    new Backups(null, RunEvents.nowhere(), incident.clock()),
                    ChangeFolder.undoFile(
                            incident.target().properties().changes(),
                            incident.run().version()),
                    incident.found(ctrlC.cancellation()));
            invocation.answers().give(recovery, recovery.lines());
            return ExitCodes.DONE;
        }
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.backup.Verification.TableResult;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "verify",
        description =
                "Restores a backup to a scratch database, compares it with what was backed up, and drops the scratch again."
                        + " Exits with 1 when the backup is not to be trusted.",
        footer = {"", "Example:", "  runbook backup verify ledger-B20261122T133015-04af"})
final class BackupVerifyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "ID", description = "A backup's id, as 'runbook backup list' shows it.")
    private String id;

    BackupVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target target = invocation.target(Backups.targetOf(id));
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            Verification verification = engine.backups(invocation)
                    .verify(target, id, ctrlC.cancellation(), new Steps(invocation.answers()));
            if (verification.scratch() != null) {
                new ScratchDatabases(target).drop(verification.scratch());
            }
            invocation.answers().give(document(verification), lines(verification));
            return verification.isVerified() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private static Map<String, Object> document(Verification verification) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", verification.id());
        document.put("status", verification.isVerified() ? "verified" : "failed");
        document.put("reason", verification.reason());
        document.put("tables", verification.tables());
        document.put("millis", verification.millis());
        return document;
    }

    private static List<String> lines(Verification verification) {
        List<String> lines = new ArrayList<>();
        lines.add(
                verification.isVerified()
                        ? "Backup " + verification.id() + " is verified: restored and equal in " + verification.millis()
                                + " ms."
                        : "Backup " + verification.id() + " FAILED its verification: " + verification.reason());
        Table table = Table.of("TABLE", "ROWS", "EQUAL");
        for (TableResult result : verification.tables()) {
            table.row(result.table(), result.rows(), result.equal() ? "yes" : "NO");
        }
        lines.addAll(table.lines());
        return lines;
    }
}

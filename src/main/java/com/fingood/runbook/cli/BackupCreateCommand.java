package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "create",
        description = "Takes a backup in one snapshot. It may be relied on once it is verified.",
        footer = {"", "Example:", "  runbook backup create ledger --type session --migration 2.1"})
final class BackupCreateCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "session (before a migration), scheduled or emergency.")
    private String type;

    @Option(names = "--migration", paramLabel = "VERSION", description = "The change's version it is taken before.")
    private String migration;

    BackupCreateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        BackupType wanted = BackupType.of(type);
        Target found = invocation.target(target);
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            Backup backup = engine.backups(invocation)
                    .create(found, wanted, null, migration, ctrlC.cancellation(), new Steps(invocation.answers()));
            invocation
                    .answers()
                    .give(
                            document(backup),
                            List.of(
                                    "Backup " + backup.id() + " created: " + backup.bytes() + " bytes in "
                                            + backup.millis() + " ms, in " + backup.folder() + ".",
                                    "Verify it before you rely on it: runbook backup verify " + backup.id()));
        }
        return ExitCodes.DONE;
    }

    private static Map<String, Object> document(Backup backup) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", backup.id());
        document.put("target", backup.target());
        document.put("type", backup.type().label());
        document.put("status", "created");
        document.put("migration", backup.version());
        document.put("bytes", backup.bytes());
        document.put("sha256", backup.sha256());
        document.put("millis", backup.millis());
        document.put("folder", backup.folder().toString());
        return document;
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "list",
        description = "Lists the backups of a target as their folders tell of them, the oldest first. Needs no engine.",
        footer = {"", "Example:", "  runbook backup list ledger"})
final class BackupListCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    BackupListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        List<Backup> backups = EngineAtHand.none().backups(invocation).list(found);
        List<Map<String, Object>> documents = new ArrayList<>();
        Table table = Table.of("BACKUP", "TYPE", "STATUS", "SHOWS THE MOMENT", "BYTES", "NOTE");
        for (Backup backup : backups) {
            documents.add(document(backup));
            table.row(
                    backup.id(),
                    label(backup),
                    status(backup),
                    backup.moment(),
                    backup.bytes(),
                    backup.reason() == null ? "" : backup.reason());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", found.name());
        document.put("backups", documents);
        invocation
                .answers()
                .give(document, backups.isEmpty() ? List.of(found.name() + " has no backup.") : table.lines());
        return ExitCodes.DONE;
    }

    private static Map<String, Object> document(Backup backup) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", backup.id());
        document.put("type", label(backup));
        document.put("status", status(backup));
        document.put("reason", backup.reason());
        document.put("run", backup.run());
        document.put("migration", backup.version());
        document.put("moment", backup.moment());
        document.put("verified", backup.verified());
        document.put("bytes", backup.bytes());
        document.put("sha256", backup.sha256());
        return document;
    }

    private static String label(Backup backup) {
        return backup.type() == null ? null : backup.type().label();
    }

    private static String status(Backup backup) {
        return backup.status().name().toLowerCase(java.util.Locale.ROOT);
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.migration.AppliedVersion;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.PendingVersion;
import com.fingood.runbook.migration.UndoneVersion;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "status",
        description = "Says which versions are applied, pending, failed and undone, by whom and why. Changes nothing.",
        footer = {"", "Examples:", "  runbook status ledger", "  runbook --format json status ledger"})
final class StatusCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        MigrationHistory history = MigrationHistory.of(found);
        invocation.answers().give(document(found, history), lines(found, history));
        return ExitCodes.DONE;
    }

    private static Map<String, Object> document(Target target, MigrationHistory history) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("environment", target.environment().label());
        document.put("current", history.current().orElse(null));
        document.put("applied", history.applied());
        document.put("pending", history.pending());
        document.put("failed", history.failed());
        document.put("undone", history.undone());
        return document;
    }

    private static List<String> lines(Target target, MigrationHistory history) {
        List<String> lines = new ArrayList<>();
        lines.add(target.name() + " (" + target.environment().label() + ") is at "
                + history.current().map(version -> "version " + version).orElse("no version") + "; "
                + history.pending().size() + " pending.");
        lines.add("");
        Table table = Table.of("VERSION", "STATE", "NAME", "WHEN", "BY", "NOTE");
        history.applied().forEach(row -> add(table, row, "applied"));
        history.failed().forEach(row -> add(table, row, "failed"));
        for (UndoneVersion row : history.undone()) {
            table.row(row.version(), "undone", row.script(), row.when(), row.by(), row.reason());
        }
        for (PendingVersion row : history.pending()) {
            table.row(row.version(), "pending", row.name(), null, null, "");
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static void add(Table table, AppliedVersion row, String state) {
        String note = row.baseline() ? "a baseline: nothing was executed" : "";
        table.row(
                row.version(),
                state,
                row.name(),
                row.when(),
                row.by(),
                row.edited() ? "the file was EDITED since" : note);
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.migration.UndoReport;
import com.fingood.runbook.migration.UndoRequest;
import com.fingood.runbook.migration.Undoer;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "undo",
        description =
                "Takes the newest change back by its undo script. Without --run, --confirm or --break-glass it says what it"
                        + " would do, and exits with 3.",
        footer = {
            "",
            "Examples:",
            "  runbook undo ledger-staging 2.1 --reason \"does not fit\" --confirm",
            "  runbook undo ledger 2.1 --run ledger-2.1-0007",
            "  runbook undo ledger 2.1 --break-glass \"payments fail since 2.1\" --confirm ledger"
        })
final class UndoCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version to take back: the newest one.")
    private String version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the target's undo journal for good.")
    private String reason;

    @Option(
            names = "--even-if-failed",
            description = "Also when the version failed half way: its undo must cope with what is there.")
    private boolean evenIfFailed;

    @Mixin
    private GateOptions gate;

    UndoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Change change = ChangeFolder.at(found.properties().changes()).change(version);
        String script = change.undo()
                .orElseThrow(() -> Refusal.refused(
                        "no-undo",
                        "Nothing was done: version " + change.version()
                                + " has no undo script. Restore a backup instead."))
                .name();
        Intention intention = new Intention(
                found,
                "undo",
                change.version(),
                List.of("run " + script, "remove version " + change.version() + " from the history"));
        Permission permission = new Gate(invocation, gate).permit(intention);
        String why = permission.why(reason);
        UndoReport report = new Deed(invocation, intention, permission)
                .perform(scope -> new Undoer(invocation.surroundings().clock())
                        .undo(
                                found,
                                change,
                                new UndoRequest(scope.run(), scope.actor(), why, null, evenIfFailed),
                                Timeouts.of(found, change),
                                scope.cancellation(),
                                scope.progress())
                        .orRefuse());
        invocation
                .answers()
                .give(
                        document(found, report),
                        List.of("Version " + report.version() + " is undone on " + found.name() + " (" + report.millis()
                                + " ms)."));
        return ExitCodes.DONE;
    }

    private static Map<String, Object> document(Target target, UndoReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("version", report.version());
        document.put("status", "undone");
        document.put("atomic", report.atomic());
        document.put("statements", report.statements());
        document.put("millis", report.millis());
        document.put("tries", report.tries());
        return document;
    }
}

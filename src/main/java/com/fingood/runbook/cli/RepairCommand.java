package com.fingood.runbook.cli;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.HistoryRepair;
import com.fingood.runbook.migration.RepairReport;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.target.Fingerprint;
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
        name = "repair",
        description =
                "Clears away what a failed change left that changed nothing else: its failed row, and INVALID indexes of its"
                        + " own. Refuses when the schema differs otherwise. Without --run, --confirm or --break-glass it says"
                        + " what it would do, and exits with 3.",
        footer = {
            "",
            "Examples:",
            "  runbook repair ledger-staging 2.3 --reason \"build was interrupted\" --confirm",
            "  runbook repair ledger 2.3 --run ledger-2.3-0007",
            "  runbook repair ledger 2.3 --break-glass \"nothing can be migrated\" --confirm ledger"
        })
final class RepairCommand implements Callable<Integer> {

    /** The fact in which a run keeps what the target looked like before. */
    private static final String STATE_BEFORE = "state-before";

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version that failed.")
    private String version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the target's repair journal for good.")
    private String reason;

    @Mixin
    private GateOptions gate;

    RepairCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Change change = ChangeFolder.at(found.properties().changes()).change(version);
        Intention intention = new Intention(
                found,
                "repair",
                change.version(),
                List.of(
                        "drop INVALID indexes that " + change.script().name() + " left",
                        "remove the failed row of version " + change.version() + " from the history"));
        Permission permission = new Gate(invocation, gate).permit(intention);
        RepairReport report = new Deed(invocation, intention, permission)
                .perform(scope -> new HistoryRepair(invocation.surroundings().clock())
                        .repair(
                                found,
                                change,
                                scope.run(),
                                scope.actor(),
                                permission.why(reason),
                                before(scope),
                                scope.cancellation()));
        invocation.answers().give(document(found, report), report.done());
        return ExitCodes.DONE;
    }

    private Fingerprint before(Scope scope) {
        return scope.run() == null
                ? null
                : scope.engine()
                        .flatMap(engine -> new Facts(
                                        engine, invocation.surroundings().clock())
                                .get(scope.run(), STATE_BEFORE, Fingerprint.class))
                        .orElse(null);
    }

    private static Map<String, Object> document(Target target, RepairReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("version", report.version());
        document.put("status", "repaired");
        document.put("done", report.done());
        return document;
    }
}

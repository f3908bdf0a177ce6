package com.fingood.runbook.cli;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "rehearse",
        description =
                "Executes a change, asks its checks, takes it back and executes it again, all on a copy of a verified backup,"
                        + " and says what each statement locks, writes and takes. The target is only read. Exits with 0 when"
                        + " the change works and its undo gives everything back.",
        footer = {
            "",
            "Examples:",
            "  runbook rehearse ledger 2.1                 on the latest verified backup, or a new one",
            "  runbook rehearse ledger 2.1 --backup ledger-B20261122T133015-04af"
        })
final class RehearseCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The change's version, for example 2.1.")
    private String version;

    @Option(
            names = "--backup",
            paramLabel = "ID",
            description =
                    "Rehearse on a copy of this backup. Default: the latest verified one; without any, one is taken.")
    private String backup;

    RehearseCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Change change = ChangeFolder.at(found.properties().changes()).change(version);
        try (CtrlC ctrlC = CtrlC.watch()) {
            RehearsalReport report = new CommandRehearsal(invocation, found, ctrlC.cancellation()).run(change, backup);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("target", found.name());
            document.putAll(report.document());
            invocation.answers().give(document, RehearsalLines.of(found.name(), report));
            return report.passed() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }
}

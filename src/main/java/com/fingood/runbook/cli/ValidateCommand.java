package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(
        name = "validate",
        description =
                "Runs the checks of the change folder against a target and changes nothing there. Exits with 0 only if every"
                        + " suite passed; a suite without checks proves nothing and counts as unknown.",
        footer = {
            "",
            "Examples:",
            "  runbook validate ledger                      every suite",
            "  runbook validate ledger --suite integrity"
        })
final class ValidateCommand implements Callable<Integer> {

    private static final String EVERY_SUITE = "all";

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            defaultValue = EVERY_SUITE,
            description = "integrity, critical, smoke, uat or all (the default).")
    private String suite;

    ValidateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Suite> suites = suites();
        Target found = invocation.target(target);
        ChangeFolder folder = ChangeFolder.at(found.properties().changes());
        List<SuiteResult> results = new ArrayList<>();
        try (CtrlC ctrlC = CtrlC.watch()) {
            CheckRunner runner = new CheckRunner(invocation.surroundings().clock());
            for (Suite one : suites) {
                results.add(runner.run(
                        found,
                        one,
                        one.in(folder),
                        SessionTag.cli("validate-" + one.label()),
                        ctrlC.cancellation(),
                        new Steps(invocation.answers())));
            }
        }
        Object document = results.size() == 1 ? results.get(0) : Verdicts.together(found.name(), results);
        invocation.answers().give(document, lines(results));
        return Verdicts.worst(results) == Outcome.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private List<Suite> suites() {
        if (suite.equals(EVERY_SUITE)) {
            return List.of(Suite.values());
        }
        return List.of(Arrays.stream(Suite.values())
                .filter(one -> one.label().equals(suite))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-suite",
                        "'" + suite + "' is not a suite. There are: "
                                + Arrays.stream(Suite.values())
                                        .map(Suite::label)
                                        .collect(Collectors.joining(", "))
                                + " and " + EVERY_SUITE + ".")));
    }

    private static List<String> lines(List<SuiteResult> results) {
        List<String> lines = new ArrayList<>();
        for (SuiteResult result : results) {
            lines.add(result.suite().label() + ": " + result.verdict().label().toUpperCase(java.util.Locale.ROOT) + " ("
                    + result.message() + ")");
            Table table = Table.of("  CHECK", "OUTCOME", "OBSERVED", "LIMIT", "");
            for (CheckResult check : result.checks()) {
                table.row(
                        "  " + check.id(),
                        check.outcome().label(),
                        check.observed(),
                        check.limit(),
                        check.message() == null ? "" : check.message());
            }
            if (!result.checks().isEmpty()) {
                lines.addAll(table.lines());
            }
        }
        return lines;
    }
}

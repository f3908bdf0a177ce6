package com.fingood.runbook.cli;

import com.fingood.runbook.diagnosis.violations.Violation;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "violations",
        description =
                "Runs the integrity checks and tells new violations from those that were there before the change, and whether the"
                        + " change touched what they are about. Changes nothing. Compares with what the run kept before its change, else"
                        + " with the newest that any run of this target kept; without one, of none it is known whether it is new. Exits"
                        + " with 1 when one is new, or when that can't be told.",
        footer = {
            "",
            "Examples:",
            "  runbook violations ledger                          against the newest stored state before a change",
            "  runbook violations ledger --run ledger-2.1-0007"
        })
final class ViolationsCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Mixin
    private RunInQuestion question;

    ViolationsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            ViolationsAtHand look = new ViolationsAtHand(invocation, engine, found, question.run);
            Violations violations = look.now(ctrlC.cancellation());
            invocation.answers().give(violations, lines(violations));
            return violations.verdict() == Outcome.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private static List<String> lines(Violations violations) {
        List<String> lines = new ArrayList<>();
        lines.add(violations.target() + ": " + violations.verdict().label().toUpperCase(Locale.ROOT) + " ("
                + violations.message() + ")");
        if (!violations.violations().isEmpty()) {
            lines.addAll(table(violations).lines());
        }
        for (Violation violation : violations.violations()) {
            lines.add(violation.check() + ": " + violation.message());
            violation.evidence().forEach(keys -> lines.add("  new: " + keys));
        }
        return lines;
    }

    static Table table(Violations violations) {
        Table table = Table.of("STANDING", "CHECK", "SEVERITY", "NEW", "KNOWN", "TOUCHED BY THE CHANGE", "READS");
        violations
                .violations()
                .forEach(v -> table.row(
                        v.standing().label(),
                        v.check(),
                        v.severity(),
                        v.newRows(),
                        v.knownRows(),
                        v.touched().label(),
                        String.join(", ", v.tables())));
        return table;
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.RestoreReport;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "restore",
        description =
                "Brings a verified backup back: into a new database, compared, then exchanged for the target's own, which is"
                        + " kept. Without --run, --confirm or --break-glass it says what it would do, and exits with 3.",
        footer = {
            "",
            "Examples:",
            "  runbook restore ledger-staging --latest-verified --confirm",
            "  runbook restore ledger --latest-verified --run ledger-2.1-0007",
            "  runbook restore ledger --latest-verified --break-glass \"ledger is corrupt\" --confirm ledger"
        })
final class RestoreCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Mixin
    private GateOptions gate;

    /** One of the two. */
    private static final class Which {
        @Option(names = "--backup", paramLabel = "ID", description = "This backup.")
        private String backup;

        @Option(names = "--latest-verified", description = "The verified backup that shows the latest moment.")
        private boolean latestVerified;
    }

    RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Backup backup = chosen(found);
        Intention intention = new Intention(found, "restore", null, would(found, backup));
        Permission permission = new Gate(invocation, gate).permit(intention);
        RestoreReport report = new Deed(invocation, intention, permission).perform(scope -> new Backups(
                        scope.engine().orElse(null),
                        scope.events(),
                        invocation.surroundings().clock())
                .restore(
                        found,
                        backup.id(),
                        scope.run() == null ? null : scope.run().value(),
                        scope.cancellation(),
                        scope.progress()));
        invocation.answers().give(report, lines(report));
        return ExitCodes.DONE;
    }

    private Backup chosen(Target found) {
        Backups backups = EngineAtHand.none().backups(invocation);
        if (which.latestVerified) {
            return backups.latestVerified(found)
                    .orElseThrow(
                            () -> Refusal.refused(
                                    "no-verified-backup",
                                    "Nothing was done: " + found.name()
                                            + " has no verified backup. See 'runbook backup list' and 'runbook backup verify'."));
        }
        return backups.find(found, which.backup)
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-backup",
                        found.name() + " has no backup '" + which.backup + "'. See 'runbook backup list " + found.name()
                                + "'."));
    }

    private static List<String> would(Target target, Backup backup) {
        return List.of(
                "restore backup " + backup.id() + " into a new database and compare it",
                "end every session on " + target.name() + " and exchange the databases; the present one is kept",
                "lose sight of everything that was written after " + backup.moment()
                        + ": it stays in the kept one only");
    }

    private static List<String> lines(RestoreReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.target() + " shows " + report.moment() + " again, from backup " + report.backup() + ".");
        if (report.failedDatabase() != null) {
            lines.add("What it was before is kept as " + report.failedDatabase() + ".");
        }
        report.warnings().forEach(warning -> lines.add("Not put back: " + warning));
        return lines;
    }
}

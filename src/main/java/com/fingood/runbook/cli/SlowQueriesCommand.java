package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.diagnosis.performance.DeclaredQuery;
import com.fingood.runbook.diagnosis.performance.Pause;
import com.fingood.runbook.diagnosis.performance.SlowQueries;
import com.fingood.runbook.diagnosis.performance.SlowQuery;
import com.fingood.runbook.diagnosis.performance.SlowQueryReport;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "slow-queries",
        description =
                "Lists the statements that took most of a target's time, with ? for every literal: by pg_stat_statements where it"
                        + " can be read, else by timing the declared queries. Says which, and what is hidden. Exits with 1 when"
                        + " nothing could be measured. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  runbook slow-queries ledger                  since the statistics began",
            "  runbook slow-queries ledger --during 30s     what is slow now"
        })
final class SlowQueriesCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--during",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Only what is executed within that time from now on: the difference of two looks.")
    private Duration during;

    SlowQueriesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (during.isNegative()) {
            throw Refusal.badInput(
                    "bad-duration", "--during is " + during + "; it must not be negative, for example 30s.");
        }
        Target found = invocation.target(target);
        List<DeclaredQuery> declared =
                DeclaredQuery.in(ChangeFolder.at(found.properties().changes()));
        try (CtrlC ctrlC = CtrlC.watch()) {
            SlowQueryReport report = new SlowQueries(invocation.surroundings().clock(), Pause.real())
                    .find(
                            found,
                            declared,
                            during,
                            SessionTag.cli("slow-queries"),
                            ctrlC.cancellation(),
                            new Steps(invocation.answers()));
            invocation.answers().give(report, lines(report));
            boolean nothing = report.source().equals("declared queries")
                    && report.queries().isEmpty();
            return nothing ? ExitCodes.FAILED : ExitCodes.DONE;
        }
    }

    private static List<String> lines(SlowQueryReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.target() + ": " + report.words());
        Table table = Table.of("  TOTAL MS", "CALLS", "MEAN MS", "ROWS", "BLOCKS", "", "STATEMENT");
        for (SlowQuery query : report.queries()) {
            table.row(
                    "  " + "%.1f".formatted(query.totalMillis()),
                    query.calls(),
                    "%.2f".formatted(query.meanMillis()),
                    query.rows(),
                    query.blocks(),
                    query.slow() ? "slow" : "",
                    query.statement());
        }
        if (!report.queries().isEmpty()) {
            lines.addAll(table.lines());
        }
        report.notes().forEach(note -> lines.add("  Note: " + note));
        return lines;
    }
}

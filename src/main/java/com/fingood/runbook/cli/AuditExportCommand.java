package com.fingood.runbook.cli;

import com.fingood.runbook.audit.Checkpoints;
import com.fingood.runbook.audit.LedgerExport;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "export",
        description =
                "Writes the audit ledger, or one run's part of it, to a file that proves itself on another machine.",
        footer = {
            "",
            "Examples:",
            "  runbook audit export --out ledger.jsonl",
            "  runbook audit export --run ledger-2.1-0007 --out run.jsonl"
        })
final class AuditExportCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file; replaced when it is there.")
    private Path out;

    @Option(names = "--run", paramLabel = "RUN", description = "Only this run.")
    private String run;

    AuditExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Optional<RunId> only = Optional.ofNullable(run).map(RunId::new);
        Configuration configuration = invocation.configuration();
        Clock clock = invocation.surroundings().clock();
        try (OwnDatabase engine = configuration.openEngine()) {
            Checkpoints checkpoints = new Checkpoints(configuration.home(), engine.dataSource(), clock);
            long rows = new LedgerExport(engine.dataSource(), checkpoints, clock).export(out, only);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", out.toString());
            document.put("run", run);
            document.put("rows", rows);
            invocation.answers().give(document, List.of(rows + " rows written to " + out + "."));
        }
        return ExitCodes.DONE;
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.incident.Part;
import com.fingood.runbook.incident.Preserved;
import com.fingood.runbook.incident.PreservedState;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "preserve-state",
        description =
                "Keeps the state of a target as it is found: sessions, locks, settings, history, fingerprint, and what the server"
                        + " knows of the run. A private folder, sealed by the SHA-256 of each file; no row values. Changes nothing."
                        + " What can't be had is named with its reason. Exits with 4 when the target does not answer.",
        footer = {
            "",
            "Examples:",
            "  runbook preserve-state ledger --out preserved/before-the-restore",
            "  runbook preserve-state ledger --run ledger-2.1-0007 --out /srv/incidents/inc-0003"
        })
final class PreserveStateCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that does not exist yet.")
    private Path out;

    @Mixin
    private RunInQuestion question;

    PreserveStateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Clock clock = invocation.surroundings().clock();
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            Optional<RunId> about = RunAtHand.of(engine, clock, found, question.run);
            List<Part> parts = new ArrayList<>();
            about.ifPresent(id -> parts.addAll(RunAtHand.parts(engine, clock, id)));
            Preserved preserved = new PreservedState(clock)
                    .preserve(
                            found,
                            about.map(RunId::value).orElse(null),
                            SessionTag.cli("preserve-state"),
                            parts,
                            out,
                            ctrlC.cancellation(),
                            new Steps(invocation.answers()));
            engine.events()
                    .publish(new RunEvent(
                            "StatePreserved",
                            preserved.about(),
                            found.name(),
                            invocation.surroundings().actor(),
                            Timestamps.now(clock),
                            preserved.details()));
            invocation.answers().give(preserved, lines(preserved));
            return preserved.answered() ? ExitCodes.DONE : ExitCodes.UNREACHABLE;
        }
    }

    private static List<String> lines(Preserved preserved) {
        List<String> lines = new ArrayList<>();
        lines.add("Preserved " + preserved.target()
                + (preserved.about() == null ? "" : " with run " + preserved.about()) + " in " + preserved.folder());
        Table table = Table.of("PART", "BYTES", "SHA-256");
        preserved.files().forEach(file -> table.row(file.file(), file.bytes(), file.sha256()));
        lines.addAll(table.lines());
        preserved.missing().forEach(part -> lines.add("Not had: " + part.file() + ": " + part.why()));
        lines.add("Sealed by manifest.json, SHA-256 " + preserved.sha256() + ".");
        return lines;
    }
}

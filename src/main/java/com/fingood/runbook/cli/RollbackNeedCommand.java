package com.fingood.runbook.cli;

import com.fingood.runbook.diagnosis.need.NeedTable;
import com.fingood.runbook.diagnosis.need.RollbackNeed;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.incident.NeedAssessment;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "rollback-need",
        description =
                "Says whether a target must go back, and how: what is violated since, whether the change touched it, what undo and"
                        + " restore would lose, and how long they take. By the same table of rules as the server"
                        + " (rollback-need.dmn); what is not known leads to 'ask'. Changes nothing. Exits with 0 only when nothing has"
                        + " to be done.",
        footer = {
            "",
            "Examples:",
            "  runbook rollback-need ledger                          for the open run of this target",
            "  runbook rollback-need ledger --run ledger-2.1-0007"
        })
final class RollbackNeedCommand implements Callable<Integer> {

    private static final SessionTag TAG = SessionTag.cli("rollback-need");

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Mixin
    private RunInQuestion question;

    RollbackNeedCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            ViolationsAtHand look = new ViolationsAtHand(invocation, engine, found, question.run);
            Violations violations = look.now(ctrlC.cancellation());
            NeedAssessment assessed = assess(engine, look, found, violations, ctrlC.cancellation());
            RollbackNeed need = NeedTable.shipped().decide(found.name(), assessed.facts(), assessed.words());
            invocation.answers().give(need, lines(need, violations));
            return need.action() ? ExitCodes.FAILED : ExitCodes.DONE;
        }
    }

    private NeedAssessment assess(
            EngineAtHand engine,
            ViolationsAtHand look,
            Target found,
            Violations violations,
            Cancellation cancellation) {
        Clock clock = invocation.surroundings().clock();
        Optional<Run> about = engine.dataSource().flatMap(data -> look.run()
                .map(id -> RunAtHand.runs(data, clock).get(id)));
        return NeedAssessment.of(
                new NeedAssessment.Scene(
                        found,
                        engine.backups(invocation),
                        invocation.configuration().immediateRollback(),
                        TAG,
                        cancellation),
                engine.dataSource().flatMap(data -> about.map(one -> new RunRecord(one.id(), new Facts(data, clock)))),
                about.map(Run::version).orElse(null),
                Optional.of(violations));
    }

    private static List<String> lines(RollbackNeed need, Violations violations) {
        List<String> lines = new ArrayList<>();
        lines.add(need.target() + ": " + need.need() + ". " + need.reason());
        need.words().forEach(word -> lines.add("- " + word));
        Table table = Table.of("FACT", "VALUE");
        need.facts().inputs().forEach(table::row);
        lines.addAll(table.lines());
        if (!violations.violations().isEmpty()) {
            lines.addAll(ViolationsCommand.table(violations).lines());
        }
        return lines;
    }
}

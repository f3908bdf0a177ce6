package com.fingood.runbook.cli;

import com.fingood.runbook.diagnosis.blocking.Blocking;
import com.fingood.runbook.diagnosis.blocking.LockTree;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "blocking",
        description =
                "Says who holds up whom on a target: the sessions that hold locks, below each the ones that wait for it. Statements"
                        + " are shown without their values. Exits with 0 when nobody waits, with 1 when somebody does. Changes nothing.",
        footer = {"", "Example:", "  runbook blocking ledger"})
final class BlockingCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    BlockingCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        try (CtrlC ctrlC = CtrlC.watch()) {
            LockTree tree = Blocking.find(found, SessionTag.cli("blocking"), ctrlC.cancellation());
            invocation.answers().give(document(found, tree), lines(found, tree));
            return tree.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    private static Map<String, Object> document(Target target, LockTree tree) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("looked", tree.looked());
        document.put("waiting", tree.waiting());
        document.put("roots", tree.roots());
        return document;
    }

    private static List<String> lines(Target target, LockTree tree) {
        if (tree.isEmpty()) {
            return List.of("Nobody waits for anybody on " + target.name() + ".");
        }
        List<String> lines = new ArrayList<>();
        lines.add(waiting(tree) + " on " + target.name() + ". Held up by:");
        lines.addAll(tree.lines());
        if (!tree.endableRoots().isEmpty()) {
            lines.add("To end the ones at the top: runbook kill-blocking " + target.name());
        }
        return lines;
    }

    static String waiting(LockTree tree) {
        return tree.waiting() == 1 ? "1 session waits" : tree.waiting() + " sessions wait";
    }
}

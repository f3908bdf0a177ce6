package com.fingood.runbook.cli;

import com.fingood.runbook.diagnosis.blocking.BlockerEnding;
import com.fingood.runbook.diagnosis.blocking.Blocking;
import com.fingood.runbook.diagnosis.blocking.EndedBlockers;
import com.fingood.runbook.diagnosis.blocking.EndedSession;
import com.fingood.runbook.diagnosis.blocking.LockNode;
import com.fingood.runbook.diagnosis.blocking.LockTree;
import com.fingood.runbook.diagnosis.blocking.SessionRef;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = KillBlockingCommand.ACTION,
        description =
                "Ends the sessions that hold up others and wait for nobody themselves; never our own, replication, a superuser's or a"
                        + " vacuum against wraparound. A running statement is cancelled first. Without --run, --confirm or --break-glass"
                        + " it says what it would do, and exits with 3. Exits with 1 when somebody who waited waits still.",
        footer = {
            "",
            "Examples:",
            "  runbook kill-blocking ledger-staging --confirm",
            "  runbook kill-blocking ledger --session 4711@2026-11-23T03:12:48.123456Z --run ledger-2.1-0007",
            "  runbook kill-blocking ledger --break-glass \"payments stand still\" --confirm ledger"
        })
final class KillBlockingCommand implements Callable<Integer> {

    static final String ACTION = "kill-blocking";

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--session",
            paramLabel = "ID@START",
            description =
                    "End this one only, as 'blocking' lists it; may be given several times. Default: all that are found now.")
    private List<String> sessions = new ArrayList<>();

    @Mixin
    private GateOptions gate;

    KillBlockingCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        List<SessionRef> named = sessions.stream().map(SessionRef::parse).toList();
        LockTree tree = look(found);
        if (tree.isEmpty()) {
            invocation.answers().give(document(found, new EndedBlockers(tree, List.of(), tree)), nobody(found));
            return ExitCodes.DONE;
        }
        List<LockNode> endable = endable(found, tree, named);
        Intention intention = new Intention(found, ACTION, null, would(endable));
        Permission permission = new Gate(invocation, gate).permit(intention);
        // Of those that were named, each is answered for, also one that is gone by now.
        List<SessionRef> listed =
                named.isEmpty() ? endable.stream().map(LockNode::session).toList() : named;
        EndedBlockers ended = new Deed(invocation, intention, permission).perform(scope -> end(found, listed, scope));
        invocation.answers().give(document(found, ended), lines(found, ended));
        return ended.freed() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private LockTree look(Target found) {
        try (CtrlC ctrlC = CtrlC.watch()) {
            return Blocking.find(found, SessionTag.cli(ACTION), ctrlC.cancellation());
        }
    }

    private static List<LockNode> endable(Target found, LockTree tree, List<SessionRef> named) {
        List<LockNode> endable = tree.endableRoots().stream()
                .filter(root -> named.isEmpty() || named.contains(root.session()))
                .toList();
        if (endable.isEmpty()) {
            String why = named.isEmpty()
                    ? "All that hold up others on " + found.name() + " must be left alone."
                    : "None of the named sessions holds up others on " + found.name() + " and may be ended.";
            throw Refusal.refused(
                    "blockers-protected", "Nothing was done. " + why + "\n  " + String.join("\n  ", tree.lines()));
        }
        return endable;
    }

    private EndedBlockers end(Target found, List<SessionRef> listed, Scope scope) {
        SessionTag tag = scope.run() == null
                ? SessionTag.cli(ACTION)
                : new SessionTag(scope.run().value(), ACTION);
        EndedBlockers ended = BlockerEnding.end(found, tag, listed, scope.cancellation());
        // The ledger says whom a person ended, also when others hold everybody up again.
        scope.events()
                .publish(new RunEvent(
                        "BlockersEnded",
                        scope.run() == null ? null : scope.run().value(),
                        found.name(),
                        scope.actor(),
                        invocation.surroundings().clock().instant(),
                        Map.of(
                                "sessions",
                                String.join(
                                        "; ",
                                        ended.sessions().stream()
                                                .map(KillBlockingCommand::words)
                                                .toList()))));
        return ended;
    }

    private static List<String> would(List<LockNode> endable) {
        return endable.stream()
                .map(root -> "end session " + root.session() + " (" + root.application() + " of " + root.user() + ", "
                        + root.state() + "), which holds up " + root.blocked().size() + " directly")
                .toList();
    }

    private static Map<String, Object> document(Target target, EndedBlockers ended) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("freed", ended.freed());
        document.put("sessions", ended.sessions());
        document.put("before", ended.before());
        document.put("after", ended.after());
        return document;
    }

    private static List<String> nobody(Target target) {
        return List.of("Nobody waits for anybody on " + target.name() + ": there is nothing to end.");
    }

    private static List<String> lines(Target target, EndedBlockers ended) {
        List<String> lines = new ArrayList<>();
        ended.sessions().forEach(session -> lines.add(words(session)));
        lines.add(
                ended.after().isEmpty()
                        ? "Nobody waits on " + target.name() + " now."
                        : BlockingCommand.waiting(ended.after()) + " on " + target.name() + " now. Held up by:");
        lines.addAll(ended.after().lines());
        return lines;
    }

    private static String words(EndedSession session) {
        String who = session.application().isBlank() && session.user().isBlank()
                ? ""
                : " (" + session.application() + " of " + session.user() + ")";
        return session.session() + who + ": " + session.words();
    }
}

package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.LockNode;
import com.fingood.runbook.diagnosis.blocking.SessionRef;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from a decision on an overdue step, kept in the transaction of the decision. */
@Component
class OverdueDecisions implements TaskRule {

    static final String TASK = "userTask_decideOnOverdueStep";

    private final Facts facts;
    private final Clock clock;

    OverdueDecisions(Facts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** @throws Refusal REFUSED {@code nothing-to-end}, BAD_INPUT {@code unknown-session} */
    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        if (!TASK.equals(task.key())) {
            return;
        }
        RunId run = new RunId(task.run());
        switch ((String) sent.get("decision")) {
            case "wait-longer" -> facts.put(
                    run, Watch.WAIT_FOR, duration(sent, "waitFor").orElse(Watch.USUAL_WAIT));
            case "stop-and-retry" -> facts.put(
                    run,
                    Watch.STATEMENT_TIMEOUT,
                    duration(sent, "statementTimeout").orElse(Duration.ZERO));
            case "end-blockers" -> facts.put(
                    run, EndingOrder.FACT, new EndingOrder(person.id(), clock.instant(), wanted(run, sent)));
            default -> {
                // Going back needs no more than the word.
            }
        }
    }

    private List<SessionRef> wanted(RunId run, Map<String, Object> sent) {
        List<LockNode> shown = facts.get(run, Sight.FACT, Sight.class)
                .map(Sight::tree)
                .map(tree -> tree.endableRoots())
                .orElse(List.of());
        if (shown.isEmpty()) {
            throw Refusal.refused(
                    "nothing-to-end",
                    "Nobody was ended: when it was looked last, no session blocked the step that may be ended. Wait"
                            + " longer, which looks again, or stop the step.");
        }
        String only = (String) sent.get("sessions");
        if (only == null || only.isBlank()) {
            return shown.stream().map(LockNode::session).toList();
        }
        return Arrays.stream(only.split("[,;\\s]+"))
                .filter(number -> !number.isEmpty())
                .map(number -> named(shown, number))
                .toList();
    }

    private static SessionRef named(List<LockNode> shown, String number) {
        return shown.stream()
                .map(LockNode::session)
                .filter(session -> Long.toString(session.id()).equals(number))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-session",
                        "Nobody was ended: session " + number + " is none of those that may be ended ("
                                + String.join(
                                        ", ",
                                        shown.stream()
                                                .map(node -> Long.toString(
                                                        node.session().id()))
                                                .toList())
                                + ")."));
    }

    private static Optional<Duration> duration(Map<String, Object> sent, String key) {
        return Optional.ofNullable((String) sent.get(key))
                .filter(text -> !text.isBlank())
                .map(DurationStyle.SIMPLE::parse);
    }
}

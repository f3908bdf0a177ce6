package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.BlockerEnding;
import com.fingood.runbook.diagnosis.blocking.Blocking;
import com.fingood.runbook.diagnosis.blocking.EndedBlockers;
import com.fingood.runbook.diagnosis.blocking.EndedSession;
import com.fingood.runbook.diagnosis.blocking.LockTree;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks for whoever holds a run up, and ends those whom a person named (RUNBOOK.md, Migration Timeout). */
@Component
public class Blockers {

    /** A migration waits for a lock only now and then; longer than this a person is not kept waiting for the tree. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    /** Longer than the longest pause between two tries of a migration with the usual lock strategy. */
    private static final Duration PAUSE_OF_A_MIGRATION = Duration.ofSeconds(8);

    private final RunContent content;
    private final Facts facts;
    private final RunEvents events;
    private final Clock clock;

    Blockers(RunContent content, Facts facts, RunEvents events, Clock clock) {
        this.content = content;
        this.facts = facts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks, and keeps what was seen for the task that opens next. Never fails: what can't be seen is said.
     *
     * @return in words
     */
    public String look(Run run, Cancellation cancellation) {
        try {
            LockTree tree = Blocking.watch(content.target(run), run.id().value(), LOOK, cancellation);
            facts.put(run.id(), Sight.FACT, Sight.of(tree));
            return tree.isEmpty() ? "Nobody waits for a lock." : String.join("\n", tree.lines());
        } catch (Refusal away) {
            facts.put(run.id(), Sight.FACT, new Sight(null, away.getMessage()));
            return "Who blocks whom is not known: " + away.getMessage();
        }
    }

    /**
     * Ends the sessions of the last order, each checked again at that moment.
     *
     * @return who was ended and how, in words
     * @throws Refusal UNREACHABLE
     */
    public String end(Run run, Cancellation cancellation) {
        EndingOrder order = facts.get(run.id(), EndingOrder.FACT, EndingOrder.class)
                .orElseThrow(() -> Refusal.refused(
                        "nothing-to-end", "Nobody named a session of " + run.target() + " that is to be ended."));
        // Between two tries a migration waits for nobody, and the tree of that moment would tell nothing.
        Blocking.watch(content.target(run), run.id().value(), PAUSE_OF_A_MIGRATION, cancellation);
        EndedBlockers ended = BlockerEnding.end(
                content.target(run), new SessionTag(run.id().value(), "end-blockers"), order.sessions(), cancellation);
        Endings.add(facts, run.id(), new Endings.Ending(clock.instant(), order.by(), ended));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("wantedBy", order.by());
        details.put("sessions", ended.sessions().stream().map(Blockers::words).toList());
        details.put("before", ended.before().lines());
        details.put("after", ended.after().lines());
        events.publish(
                new RunEvent("BlockersEnded", run.id().value(), run.target(), order.by(), clock.instant(), details));
        return order.by() + " wanted it: "
                + String.join(
                        "; ", ended.sessions().stream().map(Blockers::words).toList());
    }

    static String words(EndedSession session) {
        return "session " + session.session().id() + " (" + session.application() + ", " + session.user() + "): "
                + session.words();
    }
}

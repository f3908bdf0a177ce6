package com.fingood.runbook.process.window;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.process.steps.WindowStart;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Moves a run's window: somebody proposes another hour, and one manager's word makes it so. The approval of the content stays. */
@Component
public class Rescheduling implements TaskRule {

    /** @param by login of who proposed it */
    public record Proposal(Instant windowStart, String by) {}

    private static final String FACT = "proposed-window";
    private static final String RESCHEDULE = "reschedule";
    private static final String CONFIRMING = "userTask_confirmNewWindow";
    private static final Set<String> PROPOSING =
            Set.of("userTask_decideGoOrNoGo", "userTask_decideOnFailedPreparation");

    private final WindowStart windows;
    private final Facts facts;
    private final Runs runs;

    Rescheduling(WindowStart windows, Facts facts, Runs runs) {
        this.windows = windows;
        this.facts = facts;
        this.runs = runs;
    }

    public Optional<Proposal> proposal(RunId run) {
        return facts.get(run, FACT, Proposal.class);
    }

    /** @throws Refusal FORBIDDEN {@code four-eyes} when the person proposed this window */
    @Override
    public void mayWorkOn(OpenTask task, Person person) {
        if (CONFIRMING.equals(task.key())) {
            proposal(new RunId(task.run()))
                    .map(Proposal::by)
                    .filter(person.id()::equals)
                    .ifPresent(by -> {
                        throw Refusal.forbidden(
                                "four-eyes",
                                by + " proposed this window and can't confirm it. Another change manager must.");
                    });
        }
    }

    /** @throws Refusal BAD_INPUT {@code bad-window} when no usable moment is given */
    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        RunId run = new RunId(task.run());
        if (PROPOSING.contains(task.key()) && RESCHEDULE.equals(sent.get("decision"))) {
            propose(run, (String) sent.get("windowStart"), person.id());
        } else if (CONFIRMING.equals(task.key()) && "confirm".equals(sent.get("decision"))) {
            // It may have passed while the manager thought about it.
            Instant to = proposal(run).orElseThrow().windowStart();
            runs.moveWindow(run, windows.read(to.toString(), "The window was not moved"), person.id());
        }
    }

    private void propose(RunId run, String text, String by) {
        Instant window = windows.read(text, "Nothing was rescheduled");
        if (window == null) {
            throw Refusal.badInput(
                    "bad-window",
                    "Nothing was rescheduled: 'reschedule' needs 'windowStart', when the window is to open, such as"
                            + " 2026-11-22T20:00:00Z.");
        }
        facts.put(run, FACT, new Proposal(window, by));
    }
}

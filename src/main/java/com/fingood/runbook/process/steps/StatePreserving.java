package com.fingood.runbook.process.steps;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.incident.Part;
import com.fingood.runbook.incident.Preserved;
import com.fingood.runbook.incident.PreservedState;
import com.fingood.runbook.incident.RunParts;
import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Preserves the state for a run or an issue below {@code preserved/} of the server's home, and says where it lies. */
@Component
public class StatePreserving {

    /** Name of the fact that says, in words, what is preserved where. */
    private static final String FACT = "preserved";

    private final RunContent content;
    private final Runs runs;
    private final Actions actions;
    private final Facts facts;
    private final Ledger ledger;
    private final Subjects subjects;
    private final RunbookProperties properties;
    private final Clock clock;

    StatePreserving(
            RunContent content,
            Runs runs,
            Actions actions,
            Facts facts,
            Ledger ledger,
            Subjects subjects,
            RunbookProperties properties,
            Clock clock) {
        this.content = content;
        this.runs = runs;
        this.actions = actions;
        this.facts = facts;
        this.ledger = ledger;
        this.subjects = subjects;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return in words, also when it could not be preserved: whoever waits for it must not wait for ever */
    public String preserve(Run subject, Cancellation cancellation, Progress progress) {
        String words = attempt(subject, cancellation, progress);
        facts.put(subject.id(), FACT, words);
        return words;
    }

    /** What was said of the newest attempt. */
    public Optional<String> words(RunId subject) {
        return facts.get(subject, FACT, String.class);
    }

    private String attempt(Run subject, Cancellation cancellation, Progress progress) {
        String id = subject.id().value();
        try {
            Preserved preserved = new PreservedState(clock)
                    .preserve(
                            content.target(subject),
                            id,
                            new SessionTag(id, "preserve-state"),
                            parts(id),
                            free(id),
                            cancellation,
                            progress);
            ledger.publish(new RunEvent(
                    "StatePreserved", id, subject.target(), "runbook", clock.instant(), preserved.details()));
            return preserved.words();
        } catch (Refusal refusal) {
            return "The state could not be preserved: " + refusal.getMessage();
        }
    }

    private List<Part> parts(String subject) {
        List<Part> parts = new ArrayList<>();
        subjects.runOf(subject).ifPresent(id -> {
            parts.addAll(RunParts.of(id, runs, actions, facts));
            parts.add(new Part("ledger.json", cancellation -> ledger.of(id)));
        });
        return parts;
    }

    /** The next number that is free: what was preserved once is never replaced. */
    private Path free(String subject) {
        Path all = properties.home().resolve("preserved");
        int number = 1;
        while (Files.exists(all.resolve(subject + "-" + number))) {
            number++;
        }
        return all.resolve(subject + "-" + number);
    }
}

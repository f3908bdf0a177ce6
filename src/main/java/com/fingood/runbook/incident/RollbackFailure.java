package com.fingood.runbook.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a rollback failed: what was tried, when, on whose word, and what is found now.
 *
 * @param written when this was put together
 * @param attempts of the steps of the migration and of the way back, in the order they began
 * @param people what people did in this run
 * @param failure words of the last failure; null when none is on record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollbackFailure(
        String run,
        String target,
        String version,
        Instant written,
        List<Attempt> attempts,
        List<Act> people,
        String failure,
        FoundState found) {

    /** @param outcome null when nobody saw its end */
    public record Attempt(
            String step, int attempt, Instant started, Instant finished, String outcome, String observed) {}

    /** @param what type of the ledger's entry, with the decision where it holds one */
    public record Act(Instant at, String who, String what) {}

    private static final Set<String> STEPS = Set.of(
            "serviceTask_migrate",
            "serviceTask_proveQuiet",
            "serviceTask_assessRollback",
            "serviceTask_undoChange",
            "serviceTask_restoreBackup",
            "serviceTask_validateRollback");

    public RollbackFailure {
        attempts = List.copyOf(attempts);
        people = List.copyOf(people);
    }

    /** @param failure null when none is on record */
    public static RollbackFailure of(
            Run run, Instant now, List<Action> actions, List<Act> people, String failure, FoundState found) {
        List<Attempt> attempts = actions.stream()
                .filter(action -> STEPS.contains(action.step()))
                .map(action -> new Attempt(
                        action.step().substring(action.step().indexOf('_') + 1),
                        action.attempt(),
                        action.started(),
                        action.finished(),
                        action.outcome(),
                        action.detail()))
                .toList();
        return new RollbackFailure(
                run.id().value(), run.target(), run.version(), now, attempts, people, failure, found);
    }

    /** For people, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Rollback of run " + run + " (version " + version + " on " + target + ") failed"
                + (failure == null ? "." : ": " + failure));
        attempts.forEach(a -> lines.add("Tried: " + a.started() + " " + a.step() + ", attempt " + a.attempt() + ": "
                + (a.outcome() == null ? "nobody saw its end" : a.outcome())));
        people.forEach(act -> lines.add("By: " + act.at() + " " + act.who() + ": " + act.what()));
        lines.add("Found: " + found.words());
        found.toBefore().forEach(object -> lines.add("Not as before: " + object));
        found.toAfter().forEach(object -> lines.add("Not as after the change: " + object));
        return lines;
    }
}

package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.LockNode;
import com.fingood.runbook.process.briefing.Moments;
import com.fingood.runbook.process.briefing.TaskBriefing;
import com.fingood.runbook.process.steps.BackupPoint;
import com.fingood.runbook.process.steps.StepLabels;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a person sees of a step that takes longer than expected: what it does, who blocks it, whom it blocks, who was ended. */
@Component
class WatchBriefing implements TaskBriefing {

    private final Actions actions;
    private final Facts facts;
    private final Watch watch;

    WatchBriefing(Actions actions, Facts facts, Watch watch) {
        this.actions = actions;
        this.facts = facts;
        this.watch = watch;
    }

    @Override
    public boolean concerns(String taskKey) {
        return OverdueDecisions.TASK.equals(taskKey);
    }

    @Override
    public void add(Map<String, Object> briefing, Run run, UnaryOperator<String> variable) {
        Map<String, Object> shown = new LinkedHashMap<>();
        String step = "serviceTask_" + variable.apply("watched");
        shown.put("step", StepLabels.of(step));
        Optional<Action> action = actions.last(run.id(), step);
        action.ifPresent(at -> {
            shown.put("since", Moments.words(at.started()));
            shown.put("limit", Moments.words(at.started().plus(watch.hardLimit(run))));
            shown.put("progress", progress(at));
        });
        Sight sight = facts.get(run.id(), Sight.FACT, Sight.class).orElse(new Sight(null, "Nobody looked yet."));
        sight(shown, sight);
        shown.put("ended", ended(run.id()));
        briefing.put("watch", shown);
    }

    private static void sight(Map<String, Object> shown, Sight sight) {
        if (sight.tree() == null) {
            shown.put("tree", "Not known: " + sight.unknown());
            shown.put("roots", List.of());
            return;
        }
        shown.put("looked", Moments.words(sight.tree().looked()));
        shown.put(
                "tree",
                sight.tree().isEmpty()
                        ? "Nobody waits for a lock: the step is at work."
                        : String.join("\n", sight.tree().lines()));
        shown.put("roots", sight.tree().roots().stream().map(WatchBriefing::row).toList());
    }

    private static String progress(Action action) {
        if (action.message() == null) {
            return "It has not said anything yet.";
        }
        return (action.of() == null || action.of() == 0 ? "" : action.done() + " of " + action.of() + ": ")
                + action.message();
    }

    private static Map<String, String> row(LockNode root) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("session", Long.toString(root.session().id()));
        row.put("application", root.application());
        row.put("user", root.user());
        row.put("state", root.state());
        row.put("since", since(root.transactionAge()));
        row.put("statement", root.statement() == null ? "can't be read" : root.statement());
        row.put("may", root.protection() == null ? "yes" : "no: " + root.protection());
        return row;
    }

    private static String since(Duration age) {
        return age == null ? "not known" : BackupPoint.inWords(age);
    }

    private List<Map<String, String>> ended(RunId run) {
        return Endings.of(facts, run).all().stream()
                .flatMap(ending -> ending.what().sessions().stream()
                        .map(session -> Map.of(
                                "at", Moments.words(ending.at()),
                                "by", ending.by(),
                                "what", Blockers.words(session))))
                .toList();
    }
}

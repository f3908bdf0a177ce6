package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.Obstacle;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.stream.Collectors;

/** Loads the change and looks whether the target is where the change begins (RUNBOOK.md, Pre-Migration Checklist). */
@Component
public class ChangeLoading {

    /** Name of the fact that says which baseline row will be written, when the database was never seen by Flyway. */
    public static final String BASELINE = "baseline-row";

    private final RunContent content;
    private final Facts facts;

    ChangeLoading(RunContent content, Facts facts) {
        this.content = content;
        this.facts = facts;
    }

    /** @return what was found, in words */
    public String load(Run run) {
        Change change = content.change(run);
        MigrationHistory history =
                MigrationHistory.of(content.target(run), new SessionTag(run.id().value(), "load-change"));
        refuseObstacles(run, history.check(change));
        String found = "Version " + change.version() + " (" + change.name().replace('_', ' ')
                + ") comes next; the target is at "
                + history.current().map(current -> "version " + current).orElse("no version") + ".";
        return history.baselineNeeded(change.version())
                .map(baseline -> found + announce(run, baseline))
                .orElse(found);
    }

    private String announce(Run run, String baseline) {
        facts.put(run.id(), BASELINE, baseline);
        return " The history is new to this database: a baseline row " + baseline
                + " will be written below the change.";
    }

    static void refuseObstacles(Run run, List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            throw Refusal.refused(
                    obstacles.get(0).code(),
                    "Version " + run.version() + " can't be brought to " + run.target() + " now. "
                            + obstacles.stream().map(Obstacle::words).collect(Collectors.joining(" ")));
        }
    }
}

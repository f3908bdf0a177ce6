package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.Obstacle;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a request in: what can't become a run is refused here, before there is one. */
@Component
public class RunIntake {

    /** What makes the version itself a wrong one; everything else may be mended while preflight waits. */
    private static final Set<String> WRONG_VERSION =
            Set.of("already-applied", "out-of-order", "predecessor-missing", "bad-version");

    private final Targets targets;
    private final Runs runs;
    private final WindowStart windows;

    RunIntake(Targets targets, Runs runs, WindowStart windows) {
        this.targets = targets;
        this.runs = runs;
        this.windows = windows;
    }

    /**
     * @param requester login of who asks
     * @param sent target, version, reason, and optionally windowStart as ISO date-time
     * @throws Refusal BAD_INPUT for what is unknown or malformed, REFUSED for a change that another run is bringing already
     */
    public Run accept(String requester, Map<String, Object> sent) {
        Target target = targets.get((String) sent.get("target"));
        ChangeFolder folder = ChangeFolder.at(target.properties().changes());
        Change change = folder.change((String) sent.get("version"));
        String version = change.version();
        Instant window = windows.read((String) sent.get("windowStart"), "No run was started");
        refuseSecondRun(target, version);
        refuseWhatIsNotNext(target, change);
        return runs.create(new NewRun(target.name(), version, requester, (String) sent.get("reason"), window));
    }

    /** A target that does not answer now is no bad request: preflight will say so, and can be tried again. */
    private static void refuseWhatIsNotNext(Target target, Change change) {
        List<Obstacle> obstacles;
        try {
            obstacles = MigrationHistory.of(target, SessionTag.cli("request")).check(change).stream()
                    .filter(obstacle -> WRONG_VERSION.contains(obstacle.code()))
                    .toList();
        } catch (Refusal away) {
            return;
        }
        if (!obstacles.isEmpty()) {
            throw Refusal.badInput(
                    obstacles.get(0).code(),
                    "No run was started: "
                            + obstacles.stream().map(Obstacle::words).collect(Collectors.joining(" ")));
        }
    }

    private void refuseSecondRun(Target target, String version) {
        runs.active(target.name()).stream()
                .filter(run -> run.version().equals(version))
                .findFirst()
                .ifPresent(run -> {
                    throw Refusal.refused(
                            "run-exists",
                            "Run " + run.id() + " is already bringing version " + version + " to " + target.name()
                                    + " (phase " + run.phase().label() + "). Work on that one, or cancel it first.");
                });
    }
}

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

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /** Proof, approvals and people don't last that long; and no database keeps every moment that can be written down. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final Targets targets;
    private final Runs runs;
    private final Clock clock;

    RunIntake(Targets targets, Runs runs, Clock clock) {
        this.targets = targets;
        this.runs = runs;
        this.clock = clock;
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
        Instant window = window((String) sent.get("windowStart"));
        refusePast(window);
        refuseFarAhead(window);
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

    private void refusePast(Instant window) {
        if (window != null && window.isBefore(clock.instant())) {
            throw Refusal.badInput(
                    "bad-window",
                    "No run was started: windowStart " + window
                            + " has passed. Give a moment that lies ahead, or none for"
                            + " a change that is made as soon as it is approved.");
        }
    }

    private void refuseFarAhead(Instant window) {
        if (window != null && window.isAfter(clock.instant().plus(FARTHEST))) {
            throw Refusal.badInput(
                    "bad-window",
                    "No run was started: windowStart " + window + " is more than " + FARTHEST.toDays()
                            + " days ahead. Give an earlier moment, or ask again when it is nearer.");
        }
    }

    private static Instant window(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.badInput(
                    "bad-window",
                    "windowStart is '" + text
                            + "'; it must be an ISO date-time with offset such as 2026-11-22T20:00:00Z.");
        }
    }
}

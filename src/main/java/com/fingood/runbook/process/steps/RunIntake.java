package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.stereotype.Component;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** Takes a request in: what can't become a run is refused here, before there is one. */
@Component
public class RunIntake {

    private final Targets targets;
    private final Runs runs;

    RunIntake(Targets targets, Runs runs) {
        this.targets = targets;
        this.runs = runs;
    }

    /**
     * @param requester login of who asks
     * @param sent target, version, reason, and optionally windowStart as ISO date-time
     * @throws Refusal BAD_INPUT for what is unknown or malformed, REFUSED for a change that another run is bringing already
     */
    public Run accept(String requester, Map<String, Object> sent) {
        Target target = targets.get((String) sent.get("target"));
        ChangeFolder folder = ChangeFolder.at(target.properties().changes());
        String version = folder.change((String) sent.get("version")).version();
        Instant window = window((String) sent.get("windowStart"));
        refuseSecondRun(target, version);
        return runs.create(new NewRun(target.name(), version, requester, (String) sent.get("reason"), window));
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

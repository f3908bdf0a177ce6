package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.migration.RehearsalSite;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.steps.ScratchCare;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Drops what a run could not drop when it ended, because its target was away. Scratch databases hold personal data. */
@Component
class ScratchReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchReconciler.class);

    private final Runs runs;
    private final ScratchCare scratch;
    private final Targets targets;
    private final Deadlines deadlines;

    ScratchReconciler(Runs runs, ScratchCare scratch, Targets targets, Deadlines deadlines) {
        this.runs = runs;
        this.scratch = scratch;
        this.targets = targets;
        this.deadlines = deadlines;
    }

    /** Only what runs of this engine made, by name: another server may work on the same PostgreSQL. */
    @Scheduled(initialDelay = 30_000, fixedDelay = 600_000)
    void dropLeftovers() {
        runs.list().stream()
                .filter(run -> run.phase() == Phase.CLOSED && !scratch.isDropped(run))
                .forEach(this::dropLeftovers);
        targets.all().stream()
                .flatMap(target -> RehearsalSite.placesOf(target).stream())
                .forEach(place -> {
                    dropOfClosedRuns(place);
                    dropExpired(place);
                });
    }

    /** What a killed process made for a run and had no time to note. Another engine's runs are not known here, and stay. */
    private void dropOfClosedRuns(Target target) {
        try {
            ScratchDatabases databases = new ScratchDatabases(target);
            databases.all().stream()
                    .filter(scratch -> !scratch.inUse() && isClosedRun(scratch.label()))
                    .forEach(scratch -> databases.drop(scratch.name()));
        } catch (Refusal away) {
            LOG.warn("Scratch databases beside {} were not looked at: {}", target.name(), away.getMessage());
        }
    }

    private boolean isClosedRun(String label) {
        return runs.list().stream().anyMatch(run -> run.id().value().equals(label) && run.phase() == Phase.CLOSED);
    }

    private void dropExpired(Target target) {
        try {
            new ScratchDatabases(target)
                    .dropExpired(deadlines.of("scratch-expiry"))
                    .forEach(gone ->
                            LOG.info("Dropped expired scratch database {} beside {}.", gone.name(), target.name()));
        } catch (Refusal away) {
            LOG.warn("Scratch databases beside {} were not looked at: {}", target.name(), away.getMessage());
        }
    }

    private void dropLeftovers(Run run) {
        try {
            scratch.dropOf(run);
            LOG.info("Scratch databases of run {} were dropped after its end.", run.id());
        } catch (Refusal away) {
            LOG.warn("Scratch databases of run {} are still there: {}", run.id(), away.getMessage());
        }
    }
}

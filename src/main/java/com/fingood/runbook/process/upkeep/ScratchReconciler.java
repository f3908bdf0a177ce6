package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.steps.ScratchCare;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
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

    ScratchReconciler(Runs runs, ScratchCare scratch) {
        this.runs = runs;
        this.scratch = scratch;
    }

    /** Only what runs of this engine made, by name: another server may work on the same PostgreSQL. */
    @Scheduled(initialDelay = 30_000, fixedDelay = 600_000)
    void dropLeftovers() {
        runs.list().stream()
                .filter(run -> run.phase() == Phase.CLOSED && !scratch.isDropped(run))
                .forEach(this::dropLeftovers);
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

package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Cleans up and closes: scratch databases dropped, fence lifted, lease released, outcome on record. Doing it twice does nothing more. */
@Component
public class RunClosing {

    private static final Logger LOG = LoggerFactory.getLogger(RunClosing.class);

    /** How the last phase ended -> how the run ended. */
    private static final Map<String, RunOutcome> OUTCOMES = Map.of(
            "aborted", RunOutcome.CANCELLED,
            "not-migrated", RunOutcome.CANCELLED,
            "cancelled", RunOutcome.CANCELLED,
            "rejected", RunOutcome.REJECTED,
            "withdrawn", RunOutcome.CANCELLED,
            "passed", RunOutcome.COMPLETED,
            "rolled-back", RunOutcome.ROLLED_BACK,
            "restored", RunOutcome.RESTORED,
            "failed", RunOutcome.FAILED);

    private final Runs runs;
    private final ScratchCare scratch;
    private final LeaseTaking leases;
    private final SchemaDrift drift;
    private final RunFence fence;

    RunClosing(Runs runs, ScratchCare scratch, LeaseTaking leases, SchemaDrift drift, RunFence fence) {
        this.fence = fence;
        this.runs = runs;
        this.scratch = scratch;
        this.leases = leases;
        this.drift = drift;
    }

    /** @param lastPhase how the last phase ended */
    public RunOutcome close(RunId id, String lastPhase) {
        RunOutcome outcome = OUTCOMES.get(lastPhase);
        if (outcome == null) {
            throw Refusal.outcomeUnknown(
                    "unknown-phase-outcome",
                    "Run " + id + " can't be closed: '" + lastPhase + "' is no end of a phase.");
        }
        Run run = runs.get(id);
        dropScratch(run);
        drift.rememberAtEnd(run);
        fence.liftAtEnd(run, outcome);
        leases.release(run);
        runs.finish(id, outcome);
        return outcome;
    }

    private void dropScratch(Run run) {
        try {
            scratch.dropOf(run);
        } catch (Refusal targetAway) {
            // The reconciler drops what is left; a run must be able to end while its target is down.
            LOG.warn("Scratch databases of {} are left for the reconciler: {}", run.id(), targetAway.getMessage());
        }
    }
}

package com.fingood.runbook.process.workers;

import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.repair.Repairs;
import com.fingood.runbook.process.steps.QuietTarget;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Prove quiet: the first step of every rollback, cancellation and retry. */
@Component("proveQuiet")
class ProveQuietWorker implements LongAction {

    private final QuietTarget quiet;
    private final Repairs repairs;

    ProveQuietWorker(QuietTarget quiet, Repairs repairs) {
        this.quiet = quiet;
        this.repairs = repairs;
    }

    @Override
    public String topic() {
        return "proveQuiet";
    }

    @Override
    public Result perform(Context context) {
        CrashDecision found = quiet.prove(context.run(), context.cancellation());
        repairs.remember(context.run(), found);
        String state =
                switch (found.state()) {
                    case BEFORE -> "before";
                    case AFTER -> "after";
                    case AFTER_WITHOUT_HISTORY, UNKNOWN -> "unknown";
                };
        return new Result(
                "Nobody of this run is at work on the target. " + found.reason(),
                Map.of(Variables.TARGET_STATE, state));
    }
}

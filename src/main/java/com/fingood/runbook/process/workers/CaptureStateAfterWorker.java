package com.fingood.runbook.process.workers;

import com.fingood.runbook.migration.AppliedVersion;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** Confirm version and capture state: the history's own word, then the fingerprint (RUNBOOK.md, Step 3 and Execution Documentation 5). */
@Component("captureStateAfter")
class CaptureStateAfterWorker implements LongAction {

    private final RunContent content;
    private final RunFacts facts;

    CaptureStateAfterWorker(RunContent content, RunFacts facts) {
        this.content = content;
        this.facts = facts;
    }

    @Override
    public String topic() {
        return "captureStateAfter";
    }

    @Override
    public String errorCode() {
        return "migration-failed";
    }

    @Override
    public Result perform(Context context) {
        Target target = content.target(context.run());
        AppliedVersion applied = MigrationHistory.of(target, context.tag("confirm-version"))
                .row(context.run().version())
                .filter(AppliedVersion::success)
                .orElseThrow(() -> Refusal.outcomeUnknown(
                        "version-not-confirmed",
                        "The history of " + target.name() + " does not say that version "
                                + context.run().version() + " is applied."));
        Fingerprint after = target.fingerprint(context.tag("state-after"), context.cancellation());
        facts.stateAfter(context.run().id(), after);
        return Result.of("Version " + applied.version() + " is applied since " + applied.when() + ". Fingerprint "
                + after.digest().substring(0, 12) + ".");
    }
}

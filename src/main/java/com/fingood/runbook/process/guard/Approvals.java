package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;

import java.util.Optional;

/**
 * Who approved which content. An approval is for a digest; execution refuses any other. Read again by every worker that
 * changes a target.
 */
public final class Approvals {

    public static final String TASK = "userTask_approveChange";
    public static final String APPROVE = "approve";

    private final Decisions decisions;
    private final Runs runs;

    public Approvals(Decisions decisions, Runs runs) {
        this.decisions = decisions;
        this.runs = runs;
    }

    /**
     * The approval that holds for exactly this content.
     *
     * @param digest of what would be executed now
     * @throws Refusal REFUSED when nobody approved, the last word was no, it was for other content, or by the requester
     */
    public Decision require(RunId run, String digest) {
        Run asked = runs.get(run);
        Decision last =
                last(run).orElseThrow(() -> refused(run, "nobody has approved it yet. Wait for the approval task"));
        if (!APPROVE.equals(last.decision())) {
            throw refused(
                    run, "the last word of " + last.decidedBy() + " was '" + last.decision() + "'. Ask for a new run");
        }
        if (last.decidedBy().equals(asked.requester())) {
            throw refused(run, "its requester approved it. Another person must approve");
        }
        if (!digest.equals(last.digest())) {
            throw refused(
                    run,
                    "the approval is for other content than what lies in the change folder now (approved "
                            + shortened(last.digest()) + ", found " + shortened(digest)
                            + "). Run preflight and approval again");
        }
        return last;
    }

    public Optional<Decision> last(RunId run) {
        return decisions.last(run.value(), TASK);
    }

    private static Refusal refused(RunId run, String why) {
        return Refusal.refused("not-approved", "Run " + run + " was not executed: " + why + ".");
    }

    private static String shortened(String digest) {
        return digest == null ? "nothing" : digest.substring(0, Math.min(12, digest.length()));
    }
}

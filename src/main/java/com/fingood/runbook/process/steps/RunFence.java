package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.target.Fence;
import com.fingood.runbook.target.FenceReport;
import com.fingood.runbook.target.FenceState;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps writers out of a target for as long as a change asks for it in its document ({@code fence: true}). */
@Component
public class RunFence {

    private static final String RIGHTS = "rights-before-fence";

    private final RunContent content;
    private final Deadlines deadlines;
    private final Facts facts;
    private final Fence fence;

    RunFence(RunContent content, Deadlines deadlines, Facts facts, Clock clock) {
        this.facts = facts;
        this.content = content;
        this.deadlines = deadlines;
        this.fence = new Fence(clock);
    }

    /**
     * @return what was done, in words
     * @throws Refusal REFUSED {@code fence-has-holes} in production when somebody can write all the same
     */
    public String place(Run run, Cancellation cancellation) {
        boolean wanted =
                content.change(run).document().filter(ChangeDocument::fence).isPresent();
        if (!wanted) {
            return "The change asks for no fence: writers go on.";
        }
        Target target = content.target(run);
        keepRights(run, target);
        FenceReport report = fence.place(target, run.id().value(), deadlines.of("fence-overdue"), cancellation);
        String done = String.join("; ", report.words());
        if (report.status() == FenceReport.Status.NOT_APPLICABLE) {
            return "No fence: " + done;
        }
        String holes = String.join("; ", report.holes());
        if (!holes.isEmpty() && target.isProduction()) {
            throw Refusal.refused(
                    "fence-has-holes",
                    "The change asks for a fence, and it has holes: " + holes
                            + ". Close them and try again, or bring the change without a fence, which needs a new approval.");
        }
        return "The fence stands: " + done + "." + (holes.isEmpty() ? "" : " It has holes: " + holes + ".");
    }

    /** Gives everybody back the right to connect; does nothing when this run placed no fence. */
    public String lift(Run run) {
        Target target = content.target(run);
        Optional<FenceState> placed =
                fence.state(target).filter(state -> run.id().value().equals(state.run()));
        String done = placed.isPresent()
                ? String.join("; ", fence.lift(target, run.id().value()).words()) + "."
                : giveBack(run, target);
        // Once given back they are the owner's again: whoever is shut out after this stays so.
        facts.put(run.id(), RIGHTS, List.of());
        return done;
    }

    /** A restore has put another database in its place, which nobody may connect to either. */
    private String giveBack(Run run, Target target) {
        List<String> kept = kept(run);
        return kept.isEmpty()
                ? "No fence of this run is there."
                : String.join("; ", fence.giveBack(target, run.id().value(), kept)) + ".";
    }

    private void keepRights(Run run, Target target) {
        if (fence.state(target).isEmpty()) {
            facts.put(run.id(), RIGHTS, fence.rights(target));
        }
    }

    private List<String> kept(Run run) {
        return facts.get(run.id(), RIGHTS, String[].class).map(List::of).orElse(List.of());
    }

    /** At the end of a run. Around a target that is not known to be right it stays, until a person lifts it. */
    void liftAtEnd(Run run, RunOutcome outcome) {
        // Not by the document, which may be another one by now.
        if (!kept(run).isEmpty() && outcome != RunOutcome.FAILED) {
            lift(run);
        }
    }
}

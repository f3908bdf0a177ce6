package com.fingood.runbook.process.repair;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.AppliedRecording;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.HistoryRepair;
import com.fingood.runbook.migration.RepairReport;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.guard.Decisions.Decision;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps what was found about an unknown outcome, and carries out the one remedy that a manager approved. */
@Component
public class Repairs {

    static final String ASKING = "userTask_decideOnUnknownOutcome";
    static final String APPROVING = "userTask_approveRepair";
    private static final String DIFFERENCES = "differences-from-before";
    private static final int MOST = 30;

    private final RunContent content;
    private final RunFacts runFacts;
    private final Facts facts;
    private final Decisions decisions;
    private final LeaseTaking lease;
    private final Clock clock;

    Repairs(RunContent content, RunFacts runFacts, Facts facts, Decisions decisions, LeaseTaking lease, Clock clock) {
        this.clock = clock;
        this.content = content;
        this.runFacts = runFacts;
        this.facts = facts;
        this.decisions = decisions;
        this.lease = lease;
    }

    /** Keeps where the target stands, for the person who is asked if that is unknown. */
    public void remember(Run run, CrashDecision found) {
        facts.put(
                run.id(), DIFFERENCES, found.differences().stream().limit(MOST).toList());
        facts.put(
                run.id(),
                Remedy.FACT,
                Remedy.of(found, content.target(run), run).map(Remedy::name).orElse(""));
    }

    Optional<Remedy> remedy(RunId run) {
        return facts.get(run, Remedy.FACT, String.class)
                .filter(name -> !name.isEmpty())
                .map(Remedy::valueOf);
    }

    List<String> differences(RunId run) {
        return facts.get(run, DIFFERENCES, String[].class).map(List::of).orElse(List.of());
    }

    /**
     * Carries out what was approved, under the target's lock, looking again first.
     *
     * @return what was done, in words
     * @throws Refusal REFUSED when it was not approved, or the target is no longer as it was then
     */
    public String carryOut(Run run, Cancellation cancellation) {
        lease.requireHeld(run);
        Decision approved = decisions
                .last(run.id().value(), APPROVING)
                .filter(decision -> decision.decision().equals("approve"))
                .orElseThrow(() -> Refusal.refused(
                        "repair-not-approved", "No repair of run " + run.id() + " was approved, so nothing was done."));
        Remedy remedy = remedy(run.id())
                .orElseThrow(() -> Refusal.refused(
                        "nothing-to-repair", "There is nothing to repair for run " + run.id() + ". Look again."));
        Target target = content.target(run);
        Change change = content.change(run);
        Fingerprint before = runFacts.stateBefore(run.id()).orElseThrow();
        String reason = "run " + run.id() + ", approved by " + approved.decidedBy();
        RepairReport report = remedy == Remedy.RECORD
                ? new AppliedRecording(clock)
                        .record(
                                target,
                                change,
                                before,
                                expected(run, before),
                                run.id(),
                                approved.decidedBy(),
                                cancellation)
                : new HistoryRepair(clock)
                        .repair(target, change, run.id(), approved.decidedBy(), reason, before, cancellation);
        return String.join(" ", report.done());
    }

    private Fingerprint expected(Run run, Fingerprint before) {
        return runFacts.rehearsal(run.id()).orElseThrow().expectedAfter(before);
    }
}

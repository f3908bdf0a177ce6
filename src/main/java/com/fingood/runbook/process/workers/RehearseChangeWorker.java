package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.migration.CloneChecks;
import com.fingood.runbook.migration.Rehearsal;
import com.fingood.runbook.migration.RehearsalClone;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.steps.ExaminedContent;
import com.fingood.runbook.process.steps.RehearsalGate;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.process.steps.ScratchCare;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.ChecksAround;
import org.springframework.stereotype.Component;

/** Rehearse up, down, up on a clone of the verified backup: whether the undo gives everything back is measured, not believed. */
@Component("rehearseChange")
class RehearseChangeWorker implements GateAction {

    private final RunContent content;
    private final RunFacts facts;
    private final ExaminedContent examined;
    private final Rehearsal rehearsal;
    private final RehearsalGate gate;
    private final CheckRunner checks;
    private final Backups backups;
    private final ScratchCare scratch;

    RehearseChangeWorker(
            RunContent content,
            RunFacts facts,
            ExaminedContent examined,
            Rehearsal rehearsal,
            CheckRunner checks,
            Backups backups,
            RehearsalGate gate,
            ScratchCare scratch) {
        this.content = content;
        this.facts = facts;
        this.examined = examined;
        this.rehearsal = rehearsal;
        this.gate = gate;
        this.checks = checks;
        this.backups = backups;
        this.scratch = scratch;
    }

    @Override
    public String topic() {
        return "rehearseChange";
    }

    @Override
    public Result perform(Context context) {
        Target target = content.target(context.run());
        examined.mark(context.run(), Gate.REHEARSE_CHANGE);
        Rehearsal.demandHarmless(target, content.change(context.run()));
        // Of the backup that the clone is made from, not of the target now: it may have changed in between.
        facts.rehearsedSchema(
                context.run().id(),
                backups.fingerprintOf(target, facts.backup(context.run().id())));
        try (RehearsalClone clone = scratch.cloneOfBackup(context.run(), context.cancellation(), context.progress())) {
            RehearsalReport report = rehearse(context, clone).withWarnings(clone.warnings());
            return Result.of(gate.judge(context.run(), report));
        }
    }

    private RehearsalReport rehearse(Context context, RehearsalClone scene) {
        ChecksAround around = new ChecksAround(
                checks, content.folder(context.run()), context.run().id().value());
        Target clone = scene.target();
        return rehearsal
                .onCopyOf(scene.copied())
                .rehearse(
                        clone,
                        content.change(context.run()),
                        context.run().id(),
                        Timeouts.of(clone, content.change(context.run())),
                        CloneChecks.of(around::before, around::after, around::failures, around::notes),
                        context.cancellation(),
                        context.progress());
    }
}

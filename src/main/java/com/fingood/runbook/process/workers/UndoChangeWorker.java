package com.fingood.runbook.process.workers;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.UndoReport;
import com.fingood.runbook.migration.UndoRequest;
import com.fingood.runbook.migration.Undoer;
import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.watch.Watch;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** Undo the change: exactly the undo that was approved together with it. */
@Component("undoChange")
class UndoChangeWorker implements LongAction {

    private final RunContent content;
    private final ApprovalRecheck approval;
    private final LeaseTaking lease;
    private final Undoer undoer;
    private final Watch watch;

    UndoChangeWorker(RunContent content, ApprovalRecheck approval, LeaseTaking lease, Undoer undoer, Watch watch) {
        this.watch = watch;
        this.content = content;
        this.approval = approval;
        this.lease = lease;
        this.undoer = undoer;
    }

    @Override
    public String topic() {
        return "undoChange";
    }

    @Override
    public String errorCode() {
        return "undo-failed";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        Target target = content.target(context.run());
        lease.requireHeld(context.run());
        String version = context.run().version();
        boolean gone = MigrationHistory.of(target, context.tag("undo-check"))
                .row(version)
                .isEmpty();
        if (gone) {
            return Result.of("Already done by an earlier attempt: the history has no row of version " + version + ".");
        }
        Change change = content.change(context.run());
        UndoReport report = undoer.undo(
                        target,
                        change,
                        request(context),
                        watch.timeouts(context.run(), target, change, RehearsalReport::downMillis),
                        context.cancellation(),
                        context.progress())
                .orRefuse();
        return Result.of(report.statements().size() + " statements in " + report.millis() + " ms.");
    }

    private UndoRequest request(Context context) {
        return new UndoRequest(
                context.run().id(),
                "runbook",
                "rollback of run " + context.run().id(),
                approval.approvedUndo(context.run()),
                false);
    }
}

package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.RestoreReport;
import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import org.springframework.stereotype.Component;

/** Restore the backup: into a new database, verified, then swapped in; the failed one is kept. */
@Component("restoreBackup")
class RestoreBackupWorker implements LongAction {

    private final RunContent content;
    private final RunFacts facts;
    private final ApprovalRecheck approval;
    private final LeaseTaking lease;
    private final Backups backups;

    RestoreBackupWorker(
            RunContent content, RunFacts facts, ApprovalRecheck approval, LeaseTaking lease, Backups backups) {
        this.content = content;
        this.facts = facts;
        this.approval = approval;
        this.lease = lease;
        this.backups = backups;
    }

    @Override
    public String topic() {
        return "restoreBackup";
    }

    @Override
    public String errorCode() {
        return "restore-failed";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        approval.requireForRestore(context.run());
        lease.requireHeld(context.run());
        RestoreReport report = backups.restore(
                content.target(context.run()),
                facts.backup(context.run().id()),
                context.run().id().value(),
                context.cancellation(),
                context.progress());
        facts.restored(context.run().id(), report.backup());
        return Result.of(
                "Backup " + report.backup() + " is in place; the failed database is kept as " + report.failedDatabase()
                        + "." + (report.warnings().isEmpty() ? "" : " " + String.join(" ", report.warnings())));
    }
}

package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import org.springframework.stereotype.Component;

/** Create backup: one consistent snapshot of the target, with its fingerprint. */
@Component("createBackup")
class CreateBackupWorker implements GateAction {

    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;

    CreateBackupWorker(RunContent content, RunFacts facts, Backups backups) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
    }

    @Override
    public String topic() {
        return "createBackup";
    }

    @Override
    public Result perform(Context context) {
        String run = context.run().id().value();
        if (context.afterCrash()) {
            backups.discardUnfinished(content.target(context.run()), run);
        }
        Backup backup = backups.create(
                content.target(context.run()),
                BackupType.SESSION,
                run,
                context.run().version(),
                context.cancellation(),
                context.progress());
        facts.backup(context.run().id(), backup.id());
        return Result.of("Backup " + backup.id() + ", " + backup.bytes() + " bytes.");
    }
}

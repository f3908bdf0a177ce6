package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.BackupPoint;
import com.fingood.runbook.process.steps.BackupWeighing;
import org.springframework.stereotype.Component;

/** Weigh the backup point: how old it is, what was written since, how long a restore would take. Go or no-go is decided on that. */
@Component("weighBackup")
class WeighBackupWorker implements LongAction {

    private final BackupWeighing weighing;

    WeighBackupWorker(BackupWeighing weighing) {
        this.weighing = weighing;
    }

    @Override
    public String topic() {
        return "weighBackup";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        BackupPoint point = weighing.weigh(context.run(), context.cancellation());
        return Result.of(point.words());
    }
}

package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.repair.Repairs;
import org.springframework.stereotype.Component;

/** Repair the history: exactly what was approved, and afterwards it is looked at again. */
@Component("repairHistory")
class RepairHistoryWorker implements LongAction {

    private final Repairs repairs;

    RepairHistoryWorker(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    public String topic() {
        return "repairHistory";
    }

    @Override
    public String errorCode() {
        return "repair-refused";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        return Result.of(repairs.carryOut(context.run(), context.cancellation()));
    }
}

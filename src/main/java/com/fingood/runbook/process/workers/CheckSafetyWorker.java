package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.SafetyGate;
import org.springframework.stereotype.Component;

/** Check safety: the rules over the text of change and undo. */
@Component("checkSafety")
class CheckSafetyWorker implements GateAction {

    private final SafetyGate gate;

    CheckSafetyWorker(SafetyGate gate) {
        this.gate = gate;
    }

    @Override
    public String topic() {
        return "checkSafety";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(gate.check(context.run()));
    }
}

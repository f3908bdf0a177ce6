package com.fingood.runbook.process.workers;

/** A long action that examines a gate: when it is not met, the gate's process asks a person. */
interface GateAction extends LongAction {

    @Override
    default String errorCode() {
        return "gate-failed";
    }
}

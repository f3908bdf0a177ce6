package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.window.ChangeWindow;
import org.springframework.stereotype.Component;

/** Check the window: it is not over, and lies in no freeze. */
@Component("checkWindow")
class CheckWindowWorker implements GateAction {

    private final ChangeWindow window;

    CheckWindowWorker(ChangeWindow window) {
        this.window = window;
    }

    @Override
    public String topic() {
        return "checkWindow";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(window.check(context.run()));
    }
}

package com.fingood.runbook.process.conditions;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.run.Refusal;
import org.springframework.stereotype.Component;

import java.util.Date;

/** What the models ask about a gate by its name: whose it is when it is not met, and until when they answer. */
@Component("gates")
public class Gates {

    private final Deadlines deadlines;

    Gates(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Candidate groups, separated by commas. */
    public String groups(String gate) {
        return find(gate).groups();
    }

    /** When a task that opens now is due. */
    public Date due(String gate) {
        return deadlines.due(find(gate).deadline());
    }

    /** How often its people are reminded. */
    public String repeat(String gate) {
        return deadlines.repeat(find(gate).deadline());
    }

    private static Gate find(String gate) {
        return Gate.of(gate)
                .orElseThrow(() -> Refusal.badInput("unknown-gate", "There is no gate '" + gate + "' in a preflight."));
    }
}

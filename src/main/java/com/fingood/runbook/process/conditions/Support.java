package com.fingood.runbook.process.conditions;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.support.SupportLevel;
import org.springframework.stereotype.Component;

import java.util.Date;

/** What the models ask about a support level by its name: who is asked, and by when they answer and resolve. */
@Component("support")
public class Support {

    private final Deadlines deadlines;

    Support(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Candidate groups, separated by commas. */
    public String groups(String level) {
        return String.join(",", SupportLevel.valueOf(level).asks());
    }

    /** By when somebody must have claimed a task that opens now. */
    public Date due(String level) {
        return deadlines.due(SupportLevel.valueOf(level).answerKey());
    }

    /** How often it is looked whether somebody has answered. */
    public String repeat(String level) {
        return deadlines.repeat(SupportLevel.valueOf(level).answerKey());
    }

    /** How often it is looked whether a claim was forgotten. */
    public String resolve(String level) {
        return deadlines.repeat(SupportLevel.valueOf(level).resolveKey());
    }
}

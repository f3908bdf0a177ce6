package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;

/** One thing that a script should not do, or not in this way. Stateless. */
public interface Rule {

    /** What people read about it; its page is made from this. */
    RuleText text();

    /** Reports every place of the script where it applies; never throws for any script. */
    void check(ScriptContext script, Findings findings);

    default String id() {
        return text().id();
    }

    default Severity severity() {
        return text().severity();
    }

    /** Locks and rewrites hurt in proportion to the table: these rules only inform about new and small ones. */
    default boolean scalesWithTable() {
        return id().startsWith("LK") || id().startsWith("RW");
    }
}

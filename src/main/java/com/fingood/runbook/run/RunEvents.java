package com.fingood.runbook.run;

/** Where capabilities say what happened. The audit ledger listens; joins the caller's transaction when there is one. */
@FunctionalInterface
public interface RunEvents {

    void publish(RunEvent event);

    /** For commands that run without an engine database: what happened is not kept. */
    static RunEvents nowhere() {
        return event -> {};
    }
}

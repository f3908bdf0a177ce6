package com.fingood.runbook.notification;

import com.fingood.runbook.run.Run;

import java.util.Map;

/** What the database team is told when a rollback failed. */
public final class RollbackFailureText {

    /** Kind of the notice, and name of its template. */
    public static final String KIND = "rollback-failed";

    private RollbackFailureText() {}

    /**
     * @param why how it failed; no row values
     * @param hotline a sentence
     */
    public static Draft of(Run run, String environment, String why, String hotline) {
        return Template.of(KIND + ".txt")
                .filled(
                        Map.of(
                                "run", run.id().value(),
                                "target", run.target(),
                                "version", run.version(),
                                "environment", environment,
                                "why", Words.cut(why, 1_000),
                                "hotline", hotline),
                        Drafts.LONGEST_SUBJECT);
    }
}

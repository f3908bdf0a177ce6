package com.fingood.runbook.process;

/** Process variables, declared once: references and routing values; everything else lives in our tables under the run id. */
public final class Variables {

    public static final String RUN = "run";
    public static final String TARGET = "target";
    public static final String VERSION = "version";
    public static final String REASON = "reason";
    public static final String WINDOW_START = "windowStart";
    public static final String OUTCOME = "outcome";
    public static final String RUN_OUTCOME = "runOutcome";
    public static final String TARGET_STATE = "targetState";
    public static final String LOSSLESS = "lossless";
    public static final String WRITTEN_SINCE = "writtenSince";
    public static final String ROLLBACK_MEANS = "rollbackMeans";
    public static final String ROLLBACK_VERDICT = "rollbackVerdict";
    /** What a recovery by hand came to, once person and checks agree. */
    public static final String RECOVERED = "recovered";

    public static final String VALIDATION_VERDICT = "validationVerdict";
    public static final String CONTENT_STATE = "contentState";
    public static final String GATE = "gate";
    public static final String APPROVAL = "approval";
    public static final String DECISION = "decision";
    public static final String NOTICE = "notice";
    public static final String BRIEFING = "briefing";
    public static final String STUCK_STEP = "stuckStep";
    public static final String STUCK_KIND = "stuckKind";
    public static final String STUCK_ID = "stuckId";

    /** Id of the issue that a process is about. */
    public static final String ISSUE = "issue";
    /** What the issue is about; see {@code support-level.dmn}, as for the next two. */
    public static final String KIND = "kind";

    public static final String ENVIRONMENT = "environment";
    public static final String CHANGING = "changing";
    /** Support level that an issue has reached. */
    public static final String LEVEL = "level";

    private Variables() {}
}

package com.fingood.runbook.incident;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;

import java.util.Optional;

/** What a run found out about its change and its target, by type, whoever asks: the server's steps or a command. */
public final class RunRecord {

    /** Names of the facts. */
    public static final String REHEARSAL = "rehearsal";

    public static final String STATE_BEFORE = "state-before";
    public static final String STATE_AFTER = "state-after";
    public static final String BACKUP = "backup";

    private final RunId run;
    private final Facts facts;

    public RunRecord(RunId run, Facts facts) {
        this.run = run;
        this.facts = facts;
    }

    public RunId run() {
        return run;
    }

    public Optional<RehearsalReport> rehearsal() {
        return facts.get(run, REHEARSAL, RehearsalReport.class);
    }

    public Optional<Fingerprint> stateBefore() {
        return facts.get(run, STATE_BEFORE, Fingerprint.class);
    }

    public Optional<Fingerprint> stateAfter() {
        return facts.get(run, STATE_AFTER, Fingerprint.class);
    }

    /** Id of the backup that the run falls back on. */
    public Optional<String> backup() {
        return facts.get(run, BACKUP, String.class);
    }
}

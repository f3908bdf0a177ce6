package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes a change forward, back and forward again on a clone, by the very code that will execute it on the target, asks the folder's
 * checks on the way and judges what was measured.
 */
public final class Rehearsal {

    private final Clock clock;
    private final Fingerprint copied;

    public Rehearsal(Clock clock) {
        this(clock, null);
    }

    private Rehearsal(Clock clock, Fingerprint copied) {
        this.clock = clock;
        this.copied = copied;
    }

    /**
     * The same for a clone that was just made of something known: its rows are not read once more before the way up, only its schema.
     * Should they be others all the same, the way back is found lossy, never the other way round.
     *
     * @param copied schema and data of what the clone is a copy of; null = not known, and all is looked at
     */
    public Rehearsal onCopyOf(Fingerprint copied) {
        return new Rehearsal(clock, copied);
    }

    /** {@link #rehearse(Target, Change, RunId, Timeouts, CloneChecks, Cancellation, Progress)} without any checks. */
    public RehearsalReport rehearse(
            Target clone, Change change, RunId run, Timeouts timeouts, Cancellation cancellation, Progress progress) {
        return rehearse(clone, change, run, timeouts, CloneChecks.none(), cancellation, progress);
    }

    /**
     * Changes the clone for good; whoever made it throws it away. A change that fails is no exception: the report says so.
     *
     * @param clone a scratch database that was made for this, with the target's own change folder
     * @param run null outside any run
     * @param checks asked before and after the way up
     * @throws Refusal BAD_INPUT for a script that can't be run; REFUSED {@code cluster-wide-statement}, before anything runs, or when
     *     the change could not be migrated to on the target either; FAILED {@code rehearsal-too-long} after three times the target's
     *     limit for a migration
     * @throws Cancellation.Cancelled when the caller cancelled it
     */
    public RehearsalReport rehearse(
            Target clone,
            Change change,
            RunId run,
            Timeouts timeouts,
            CloneChecks checks,
            Cancellation cancellation,
            Progress progress) {
        demandHarmless(clone, change);
        // Up, down and up again, each of which may take as long as the migration itself.
        Duration limit = clone.properties().limits().migration().multipliedBy(3);
        try (RehearsalLimit bounded = new RehearsalLimit(cancellation, limit)) {
            try {
                return new RehearsalCourse(
                                clone, change, run, clock, timeouts, checks, copied, bounded.cancellation(), progress)
                        .complete();
            } catch (Cancellation.Cancelled e) {
                cancellation.throwIfCancelled();
                if (!bounded.isReached()) {
                    throw e;
                }
                throw Refusal.failed(
                        "rehearsal-too-long",
                        "The rehearsal of " + change.version() + " was ended after " + limit.toMinutes()
                                + " minutes, three times the target's limits.migration. Make the change smaller, or raise"
                                + " the limit.");
            }
        }
    }

    /** What is refused for its text alone, before any database is asked. */
    public static void demandHarmless(Target target, Change change) {
        List<Script> scripts = new ArrayList<>(List.of(Script.of(change.script())));
        change.undo().map(Script::of).ifPresent(scripts::add);
        scripts.forEach(ScriptSanity::demand);
        ScriptReach.demand(scripts, target.dialect().name().equals("h2"));
    }
}

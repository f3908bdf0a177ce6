package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.time.Clock;
import java.util.TreeMap;

/** Executes a change forward, back and forward again on a clone, by the very code that will execute it on the target. */
public final class Rehearsal {

    private static final String ACTION = "rehearse";
    private static final String ACTOR = "runbook";
    private static final int STEPS = 7;

    private final Migrator migrator = new Migrator();
    private final Undoer undoer;

    public Rehearsal(Clock clock) {
        this.undoer = new Undoer(clock);
    }

    /**
     * Changes the clone for good; whoever made it throws it away. A change that fails is no exception: the report says so.
     *
     * @param clone a scratch database that was made for this, with the target's own change folder
     * @param run null outside any run
     * @throws Refusal BAD_INPUT for a script that can't be run; REFUSED when the change could not be migrated to on the target either
     */
    public RehearsalReport rehearse(
            Target clone, Change change, RunId run, Timeouts timeouts, Cancellation cancellation, Progress progress) {
        return new Course(clone, change, run, timeouts, cancellation, progress).complete();
    }

    /** One rehearsal on its way. */
    private final class Course {

        private final Target clone;
        private final Change change;
        private final RunId run;
        private final SessionTag tag;
        private final Timeouts timeouts;
        private final Cancellation cancellation;
        private final Progress progress;
        private final RehearsalFindings findings = new RehearsalFindings();
        private int step;

        Course(
                Target clone,
                Change change,
                RunId run,
                Timeouts timeouts,
                Cancellation cancellation,
                Progress progress) {
            this.clone = clone;
            this.change = change;
            this.run = run;
            this.tag = new SessionTag(run == null ? "cli" : run.value(), ACTION);
            this.timeouts = timeouts;
            this.cancellation = cancellation;
            this.progress = progress;
        }

        RehearsalReport complete() {
            Fingerprint before = fingerprint("state before");
            MigrateReport up = up("forward", trace());
            if (!up.succeeded()) {
                return report(up, null, before, null, up.failure().words());
            }
            Fingerprint after = fingerprint("state after");
            if (change.undo().isEmpty()) {
                findings.noUndo();
                return report(up, null, before, after, "There is no undo script: the only way back is a restore.");
            }
            UndoReport down = down();
            if (!down.succeeded()) {
                findings.loss("the undo script fails: " + down.failure().words());
                return report(up, down, before, after, down.failure().words());
            }
            findings.compareUndone(before, fingerprint("state after the undo"));
            MigrateReport again = up("forward again", null);
            if (!again.succeeded()) {
                findings.loss("after the undo the change can't be applied again: "
                        + again.failure().words());
                return report(up, down, before, after, again.failure().words());
            }
            findings.compareRepeated(after, fingerprint("state after the second time"));
            return report(up, down, before, after, findings.failure());
        }

        private MigrateReport up(String what, StatementTrace trace) {
            next(what);
            MigrateReport up =
                    migrator.migrate(clone, change, tag, ACTOR, timeouts, cancellation, Progress.silent(), trace);
            cancellation.throwIfCancelled();
            return up;
        }

        private UndoReport down() {
            next("back");
            UndoRequest request = new UndoRequest(run, ACTOR, "rehearsal on a clone", null, false);
            UndoReport down = undoer.undo(clone, change, request, tag, timeouts, cancellation, Progress.silent());
            cancellation.throwIfCancelled();
            return down;
        }

        private Fingerprint fingerprint(String what) {
            next(what);
            return clone.fingerprint(tag, cancellation).withoutBookkeeping();
        }

        private void next(String what) {
            cancellation.throwIfCancelled();
            progress.report(step++, STEPS, what);
        }

        private StatementTrace trace() {
            return clone.dialect().name().equals("h2") ? null : new StatementTrace();
        }

        private RehearsalReport report(
                MigrateReport up, UndoReport down, Fingerprint before, Fingerprint after, String failure) {
            progress.report(STEPS, STEPS, failure == null ? "passed" : "failed");
            boolean lossless = down != null && down.succeeded() && findings.lossless();
            return new RehearsalReport(
                    change.version(),
                    failure,
                    up.statements(),
                    up.millis(),
                    down == null ? null : down.millis(),
                    lossless,
                    findings.differences(),
                    findings.warnings(),
                    change.script().sha256(),
                    change.undo().map(undo -> undo.sha256()).orElse(null),
                    schemaOf(before),
                    after == null ? null : schemaOf(after));
        }

        private Fingerprint schemaOf(Fingerprint fingerprint) {
            return new Fingerprint(fingerprint.schema(), new TreeMap<>());
        }
    }
}

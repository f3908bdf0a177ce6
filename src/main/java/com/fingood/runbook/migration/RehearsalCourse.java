package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.measured.MeasuredRules;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One rehearsal on its way. */
final class RehearsalCourse {

    private static final String ACTION = "rehearse";
    private static final String ACTOR = "runbook";
    private static final int STEPS = 9;

    private final Target clone;
    private final Change change;
    private final RunId run;
    private final Clock clock;
    private final SessionTag tag;
    private final Timeouts timeouts;
    private final CloneChecks checks;
    private final Fingerprint copied;
    private final Cancellation cancellation;
    private final Progress progress;
    private final RehearsalFindings findings = new RehearsalFindings();
    private final List<Finding> measured = new ArrayList<>();
    private List<String> invalidBefore = List.of();
    private Fingerprint before;
    private Fingerprint after;
    private MigrateReport up;
    private UndoReport down;
    private int step;

    RehearsalCourse(
            Target clone,
            Change change,
            RunId run,
            Clock clock,
            Timeouts timeouts,
            CloneChecks checks,
            Fingerprint copied,
            Cancellation cancellation,
            Progress progress) {
        this.clone = clone;
        this.change = change;
        this.run = run;
        this.clock = clock;
        this.tag = new SessionTag(run == null ? "cli" : run.value(), ACTION);
        this.timeouts = timeouts;
        this.checks = checks;
        this.copied = copied;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    RehearsalReport complete() {
        demandTrusted();
        next("checks before");
        checks.before(clone, cancellation);
        before = stateBefore();
        invalidBefore = invalidIndexes();
        up = measuredUp();
        if (!up.succeeded()) {
            findings.failed(up.failure().words());
            return report();
        }
        after = fingerprint("state after");
        demandValidIndexes();
        next("checks after");
        findings.checked(checks.after(clone, cancellation));
        wayBack();
        return report();
    }

    /** Its copy was compared row by row a moment ago; where the schema is not exactly that one, all is looked at. */
    private Fingerprint stateBefore() {
        if (copied != null && clone.schema(tag).equals(copied.schemaOnly())) {
            next("state before");
            return copied.withoutBookkeeping();
        }
        return fingerprint("state before");
    }

    private void wayBack() {
        if (change.undo().isEmpty()) {
            findings.noUndo();
            return;
        }
        down = down();
        if (!down.succeeded()) {
            findings.loss("the undo script fails: " + down.failure().words());
            return;
        }
        findings.compareUndone(before, fingerprint("state after the undo"));
        MigrateReport again = migrate("forward again", null);
        if (!again.succeeded()) {
            findings.loss("after the undo the change can't be applied again: "
                    + again.failure().words());
            return;
        }
        findings.compareRepeated(after, fingerprint("state after the second time"));
        demandValidIndexes();
    }

    private MigrateReport measuredUp() {
        if (clone.dialect().name().equals("h2")) {
            MigrateReport report = migrate("forward", null);
            if (!report.succeeded() && isDataError(report.failure())) {
                measured.add(MeasuredRules.failsOnData(
                        change.script().name(),
                        report.failure().line(),
                        null,
                        null,
                        report.failure().words()));
            }
            return report;
        }
        try (StatementTrace trace = new StatementTrace(clone, Script.of(change.script()), tag.run())) {
            MigrateReport report = migrate("forward", trace);
            measured.addAll(MeasuredRules.judge(trace.script()));
            trace.violation().ifPresent(measured::add);
            findings.unmeasured(trace.skipped());
            return report;
        }
    }

    private static boolean isDataError(ScriptFailure failure) {
        return failure.sqlState() != null && failure.sqlState().startsWith("23");
    }

    private MigrateReport migrate(String what, StatementTrace trace) {
        next(what);
        MigrateReport report =
                new Migrator().migrate(clone, change, tag, ACTOR, timeouts, cancellation, Progress.silent(), trace);
        cancellation.throwIfCancelled();
        return report;
    }

    private UndoReport down() {
        next("back");
        UndoRequest request = new UndoRequest(run, ACTOR, "rehearsal on a clone", null, false);
        UndoReport report =
                new Undoer(clock).undo(clone, change, request, tag, timeouts, cancellation, Progress.silent());
        cancellation.throwIfCancelled();
        return report;
    }

    private void demandTrusted() {
        try (Connection connection = clone.connect(tag)) {
            List<Script> scripts = new ArrayList<>(List.of(Script.of(change.script())));
            change.undo().map(Script::of).ifPresent(scripts::add);
            UntrustedExtensions.demandNone(connection, clone.dialect(), scripts);
        } catch (SQLException e) {
            throw TargetFailure.of(clone.name(), "reading its extensions", e);
        }
    }

    private List<String> invalidIndexes() {
        try (Connection connection = clone.connect(tag)) {
            return Aftermath.invalidIndexes(connection, clone.dialect());
        } catch (SQLException e) {
            throw TargetFailure.of(clone.name(), "looking for invalid indexes", e);
        }
    }

    private void demandValidIndexes() {
        List<String> left = new ArrayList<>(invalidIndexes());
        left.removeAll(invalidBefore);
        left.forEach(index -> findings.failed("It left index " + index
                + " INVALID: it costs every write and serves no read. Drop it before it is built again."));
    }

    private Fingerprint fingerprint(String what) {
        next(what);
        return clone.fingerprint(tag, cancellation).withoutBookkeeping();
    }

    private void next(String what) {
        cancellation.throwIfCancelled();
        progress.report(step++, STEPS, what);
    }

    private RehearsalReport report() {
        boolean lossless = down != null && down.succeeded() && findings.lossless();
        if (after != null && !lossless) {
            String file = change.undo()
                    .map(undo -> undo.name())
                    .orElse(change.script().name());
            measured.add(0, MeasuredRules.restoreOnly(file, findings.losses()));
        }
        String failure = findings.failure();
        progress.report(STEPS, STEPS, failure == null ? "passed" : "failed");
        return new RehearsalReport(
                change.version(),
                failure,
                findings.changeFailed(),
                up.statements(),
                up.millis(),
                down == null ? null : down.millis(),
                lossless,
                findings.differences(),
                findings.warnings(),
                measured,
                findings.checks(),
                change.script().sha256(),
                change.undo().map(undo -> undo.sha256()).orElse(null),
                schemaOf(before),
                after == null ? null : schemaOf(after));
    }

    private static Fingerprint schemaOf(Fingerprint fingerprint) {
        return new Fingerprint(fingerprint.schema(), new TreeMap<>());
    }
}

package com.fingood.runbook.process.workers;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.MigrateReport;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.process.steps.QuietTarget;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.watch.Watch;
import com.fingood.runbook.process.window.ChangeWindow;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/**
 * Migrate. Looks at the target before acting, since a crash, a kill or a lost lock all mean "run again": done already = done, as before =
 * do it, anything else = a person decides.
 */
@Component("migrate")
class MigrateWorker implements LongAction {

    private final RunContent content;
    private final ApprovalRecheck approval;
    private final LeaseTaking lease;
    private final QuietTarget quiet;
    private final Migrator migrator;
    private final ChangeWindow window;
    private final Watch watch;

    MigrateWorker(
            RunContent content,
            ApprovalRecheck approval,
            LeaseTaking lease,
            QuietTarget quiet,
            Migrator migrator,
            ChangeWindow window,
            Watch watch) {
        this.content = content;
        this.approval = approval;
        this.lease = lease;
        this.quiet = quiet;
        this.migrator = migrator;
        this.window = window;
        this.watch = watch;
    }

    @Override
    public String topic() {
        return "migrate";
    }

    @Override
    public String errorCode() {
        return "migration-failed";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        approval.requireApproved(context.run());
        lease.requireHeld(context.run());
        CrashDecision found = quiet.proveBeforeAttempt(context.run(), context.cancellation());
        return switch (found.state()) {
            case AFTER -> Result.of("Already done by an earlier attempt: " + found.reason());
            case BEFORE -> {
                window.requireOpen(context.run());
                yield migrate(context);
            }
            default -> throw Refusal.outcomeUnknown(
                    "outcome-unknown", "The migration was not started: " + found.reason());
        };
    }

    private Result migrate(Context context) {
        Target target = content.target(context.run());
        Change change = content.change(context.run());
        MigrateReport report = migrator.migrate(
                        target,
                        change,
                        context.run().id(),
                        context.run().requester(),
                        watch.timeouts(context.run(), target, change, RehearsalReport::upMillis),
                        context.cancellation(),
                        context.progress())
                .orRefuse();
        return Result.of(report.statements().size() + " statements in " + report.millis() + " ms."
                + (report.baseline() == null ? "" : " Baseline row " + report.baseline() + " was written first."));
    }
}

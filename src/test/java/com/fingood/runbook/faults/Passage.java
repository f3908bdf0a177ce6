package com.fingood.runbook.faults;

import com.fingood.runbook.fixtures.CrashingPostgres;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.CrashDecision.State;
import com.fingood.runbook.migration.MigrateReport;
import com.fingood.runbook.migration.ScriptOutcome;
import com.fingood.runbook.migration.UndoReport;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

/** One change brought or taken back while a fault befalls it, judged as a run judges it, and brought to its end. */
final class Passage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 5;

    private final Stage stage;
    private final boolean up;
    private final String version;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicBoolean struck = new AtomicBoolean();

    private Passage(Stage stage, boolean up) {
        this.stage = stage;
        this.up = up;
        this.version = stage.change().version();
    }

    /** @return what happened, in a line */
    static String through(Stage stage, boolean up, Fault fault, CrashingPostgres server) {
        Passage passage = new Passage(stage, up);
        if (!up) {
            stage.migrate(Progress.silent(), Cancellation.none()).orRefuse();
        }
        int undone = stage.history().undone().size();
        ScriptOutcome claimed = passage.underFault(fault, server);
        assertThat(passage.struck).as("the fault befell it").isTrue();
        stage.proxy().mend();
        CrashDecision decision = passage.decided();
        passage.demandTruth(claimed, decision);
        int tries = passage.bringToEnd(decision);
        passage.demandOnce(undone);
        return claimed + ", then " + decision.state() + ", then " + tries + " more";
    }

    /** What the report claims; a refusal is taken as: nothing is claimed. */
    private ScriptOutcome underFault(Fault fault, CrashingPostgres server) {
        boolean waits =
                version.equals(Ledger.SLOW) && fault != Fault.CUT_BEFORE_COMMIT && fault != Fault.CUT_AFTER_COMMIT;
        String action = up ? "migrate" : "undo";
        Thread striking = new Thread(() -> {
            Awaitility.await("its long statement").atMost(PATIENCE).until(() -> stage.executes("pg_sleep"));
            strike(fault, action, server);
        });
        Progress progress = (done, of, words) -> {
            if (done == 2 && !waits) {
                strike(fault, action, server);
            }
        };
        if (waits) {
            striking.start();
        }
        try {
            return perform(progress, cancellation);
        } finally {
            join(striking);
        }
    }

    private void strike(Fault fault, String action, CrashingPostgres server) {
        if (struck.compareAndSet(false, true)) {
            fault.strike(stage, action, server, cancellation);
        }
    }

    private ScriptOutcome perform(Progress progress, Cancellation cancellation) {
        try {
            if (up) {
                MigrateReport report = stage.migrate(progress, cancellation);
                return report.outcome();
            }
            UndoReport report = stage.undo(progress, cancellation);
            return report.outcome();
        } catch (Refusal e) {
            assertThat(e.kind()).isIn(Refusal.Kind.UNREACHABLE, Refusal.Kind.OUTCOME_UNKNOWN);
            return ScriptOutcome.UNKNOWN;
        }
    }

    /** Once the server lets us in again: a crashed one needs a moment. */
    private CrashDecision decided() {
        return Awaitility.await("a decision")
                .atMost(PATIENCE)
                .ignoreException(Refusal.class)
                .until(stage::decide, decision -> true);
    }

    private void demandTruth(ScriptOutcome claimed, CrashDecision decision) {
        State done = up ? State.AFTER : State.BEFORE;
        State notDone = up ? State.BEFORE : State.AFTER;
        assertThat(decision.state())
                .as(decision.reason() + decision.differences())
                .isIn(done, notDone);
        assertThat(claimed).isNotEqualTo(ScriptOutcome.PARTLY_APPLIED);
        if (claimed == ScriptOutcome.APPLIED) {
            assertThat(decision.state()).as("what is claimed to be done").isEqualTo(done);
        }
        if (claimed == ScriptOutcome.ROLLED_BACK) {
            assertThat(decision.state()).as("what is claimed to be taken back").isEqualTo(notDone);
        }
    }

    /** As a person's "retry" does: only what is proven not to have happened is done again. */
    private int bringToEnd(CrashDecision decision) {
        State goal = up ? State.AFTER : State.BEFORE;
        State state = decision.state();
        int tries = 0;
        while (state != goal && tries < MOST_TRIES) {
            tries++;
            perform(Progress.silent(), Cancellation.none());
            state = stage.decide().state();
        }
        assertThat(state).isEqualTo(goal);
        return tries;
    }

    private void demandOnce(int undoneBefore) {
        long rows = stage.history().applied().stream()
                .filter(row -> row.version().equals(version))
                .count();
        assertThat(rows).isEqualTo(up ? 1 : 0);
        assertThat(stage.history().failed()).isEmpty();
        assertThat(stage.history().undone()).hasSize(undoneBefore + (up ? 0 : 1));
        if (version.equals(Ledger.QUICK)) {
            demandFeesOnce();
        }
    }

    /** The fees are in the books once, or not at all. */
    private void demandFeesOnce() {
        String charged = up
                ? "select count(*) from accounts where kind = 'current' and status = 'active' and currency = 'EUR'"
                : "select 0";
        assertThat(stage.query("select count(*) from transactions where id between 7000000 and 7999999"))
                .isEqualTo(stage.query(charged));
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

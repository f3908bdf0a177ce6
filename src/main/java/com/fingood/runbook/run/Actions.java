package com.fingood.runbook.run;

import com.fingood.runbook.run.LatestLines.Line;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An intent before and a result after everything that acts on a target, keyed by run, step and attempt: engine steps are
 * at-least-once, so whoever comes second must see that somebody began.
 *
 * <p>Every write commits in a transaction of its own, also inside a caller's transaction: what was done to a target stays true
 * when the engine rolls back. Inside a caller's transaction this takes a second connection for the length of one statement.
 */
public final class Actions {

    private static final int ATTEMPTS = 20;
    private static final String KEY = " where run = ? and step = ? and attempt = ?";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final LatestLines lines = new LatestLines(this::save);

    public Actions(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.own = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Notes that the step begins; two at the same moment get two attempts, and the second sees the first. */
    public Intent begin(RunId run, String step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return own.execute(status -> insert(run, step));
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Intent insert(RunId run, String step) {
        List<Action> earlier = list(run, step);
        int attempt = earlier.isEmpty() ? 1 : earlier.get(0).attempt() + 1;
        Instant now = Timestamps.now(clock);
        jdbc.sql("insert into rb_action (run, step, attempt, started) values (?, ?, ?, ?)")
                .params(run.value(), step, attempt, Timestamps.column(now))
                .update();
        Optional<Action> unfinished =
                earlier.stream().filter(action -> !action.isFinished()).findFirst();
        return new Intent(run, step, attempt, now, unfinished);
    }

    /**
     * Notes the result, once; the same result again, of a reporter who never heard that it was noted, changes nothing, and another one
     * is refused.
     *
     * @param outcome the worker's own word, up to 40 characters
     * @param detailJson JSON without secrets and row values, or null
     * @throws Refusal REFUSED {@code action-already-reported}
     */
    public void finish(Intent intent, String outcome, String detailJson) {
        boolean noted = own.execute(status -> {
            lines.take(intent).ifPresent(line -> update(intent, line));
            return note(intent, outcome, detailJson) || isNoted(intent, outcome);
        });
        if (!noted) {
            throw Refusal.refused(
                    "action-already-reported",
                    "Attempt " + intent.attempt() + " of " + intent.step() + " in run " + intent.run()
                            + " already reported its result; the first report stands.");
        }
    }

    private boolean note(Intent intent, String outcome, String detailJson) {
        return jdbc.sql("update rb_action set finished = ?, outcome = ?, detail = ?" + KEY + " and finished is null")
                        .param(Timestamps.column(Timestamps.now(clock)))
                        .param(outcome)
                        .param(detailJson)
                        .param(intent.run().value())
                        .param(intent.step())
                        .param(intent.attempt())
                        .update()
                == 1;
    }

    private boolean isNoted(Intent intent, String outcome) {
        return list(intent.run(), intent.step()).stream()
                .anyMatch(action -> action.attempt() == intent.attempt() && outcome.equals(action.outcome()));
    }

    /**
     * How far the attempt is; ignored once it has finished. Never fails the action that reports, and never makes it wait: it may hold
     * locks on a target meanwhile. Saved a moment later, at the latest with the attempt's result.
     */
    public void progress(Intent intent, int done, int of, String message) {
        lines.report(intent, new Line(done, of, message));
    }

    private void save(Intent intent, Line line) {
        try {
            own.executeWithoutResult(status -> update(intent, line));
        } catch (RuntimeException e) {
            // A lost progress line is no reason to lose a migration: the work goes on without it.
            System.getLogger(Actions.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "progress of {0} was not saved: {1}",
                            intent.step(),
                            e.getMessage());
        }
    }

    private void update(Intent intent, Line line) {
        jdbc.sql("update rb_action set done_units = ?, of_units = ?, message = ?, progressed = ?" + KEY
                        + " and finished is null")
                .param(line.done())
                .param(line.of())
                .param(line.message())
                .param(Timestamps.column(Timestamps.now(clock)))
                .param(intent.run().value())
                .param(intent.step())
                .param(intent.attempt())
                .update();
    }

    /** The progress reporter of one attempt. */
    public Progress progressOf(Intent intent) {
        return (done, of, message) -> progress(intent, done, of, message);
    }

    /** The newest attempt of a step. */
    public Optional<Action> last(RunId run, String step) {
        return list(run, step).stream().findFirst();
    }

    /** All attempts of a step, the newest first. */
    public List<Action> list(RunId run, String step) {
        return jdbc.sql("select * from rb_action where run = ? and step = ? order by attempt desc")
                .params(run.value(), step)
                .query(Actions::read)
                .list();
    }

    /** All attempts of all steps of a run, in the order they began. */
    public List<Action> list(RunId run) {
        return jdbc.sql("select * from rb_action where run = ? order by started, step, attempt")
                .param(run.value())
                .query(Actions::read)
                .list();
    }

    private static Action read(ResultSet row, int number) throws SQLException {
        return new Action(
                new RunId(row.getString("run")),
                row.getString("step"),
                row.getInt("attempt"),
                Timestamps.read(row, "started"),
                Timestamps.read(row, "finished"),
                row.getString("outcome"),
                row.getString("detail"),
                (Integer) row.getObject("done_units"),
                (Integer) row.getObject("of_units"),
                row.getString("message"));
    }
}

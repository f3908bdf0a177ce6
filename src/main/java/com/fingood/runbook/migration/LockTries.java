package com.fingood.runbook.migration;

import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Fingerprint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries a script again that could not get a lock or met a deadlock: the whole of it, and only when it is proven that nothing of it was
 * committed. A statement that stands for itself (H2's, or one outside a transaction) is repeated alone.
 */
final class LockTries {

    record Tried(Attempt attempt, Verdict verdict) {}

    private final MigrationSession session;
    private final Progress progress;
    private final RandomGenerator random;
    private final Pause pause;
    private final List<String> told = new ArrayList<>();
    private int number = 1;
    private boolean looking;

    LockTries(MigrationSession session, Progress progress, RandomGenerator random, Pause pause) {
        this.session = session;
        this.progress = progress;
        this.random = random;
        this.pause = pause;
    }

    /** What every try came to that did not get its locks, in words. */
    List<String> told() {
        return List.copyOf(told);
    }

    /**
     * @param run one try
     * @param judge looks at what is left of it
     */
    Tried repeat(Supplier<Attempt> run, Function<Attempt, Verdict> judge) throws SQLException {
        while (true) {
            session.waitForLocks(strategy().wait(number));
            Attempt attempt = run.get();
            Verdict verdict = judge.apply(attempt);
            ScriptFailure failure = attempt.failure();
            boolean free = failure != null && failure.isAboutLocks() && verdict.outcome() == ScriptOutcome.ROLLED_BACK;
            if (!free || !another(failure.code(), failure.statement())) {
                return free && session.interruption().isCancelled()
                        ? cancelled(attempt, judge)
                        : new Tried(attempt, verdict);
            }
        }
    }

    private static Tried cancelled(Attempt attempt, Function<Attempt, Verdict> judge) {
        Attempt cancelled = attempt.cancelledBetweenTries();
        return new Tried(cancelled, judge.apply(cancelled));
    }

    /** Repeats single statements on the session of this watch, where a database does not take back the whole script. */
    void repeatStatements(StatementWatch watch, Fingerprint before) {
        session.shared().onFailure(failure -> {
            if (looking || !watch.standsForItself()) {
                return false;
            }
            String code = ScriptFailure.codeOf(failure, session.target().dialect());
            return ScriptFailure.isAboutLocks(code) && unchanged(watch, before) && another(code, watch.running());
        });
    }

    /** H2 commits DDL as it goes, so its script may be at its first statement only. */
    private boolean unchanged(StatementWatch watch, Fingerprint before) throws SQLException {
        if (!session.target().dialect().name().equals("h2")) {
            return true;
        }
        looking = true;
        try {
            return watch.done().isEmpty()
                    && before.differencesTo(Aftermath.schema(
                                    session.connection(), session.target().dialect()))
                            .isEmpty();
        } finally {
            looking = false;
        }
    }

    /** @param statement its number; null = before the first one */
    private boolean another(String code, Integer statement) throws SQLException {
        int tries = strategy().tries();
        String words = "try " + number + " of " + tries + ": "
                + (code.equals(ScriptFailure.DEADLOCK)
                        ? "a deadlock with another session"
                        : "waited " + strategy().wait(number).toMillis() + " ms for a lock")
                + (statement == null ? " before the first statement" : " at statement " + statement);
        told.add(words);
        progress.report(0, statement == null ? 1 : statement, words);
        boolean again = number < tries
                && pause.take(
                        strategy().pause(number, random), session.interruption().cancellation());
        if (again) {
            number++;
            session.waitForLocks(strategy().wait(number));
        }
        return again;
    }

    private LockStrategy strategy() {
        return session.timeouts().locks();
    }
}

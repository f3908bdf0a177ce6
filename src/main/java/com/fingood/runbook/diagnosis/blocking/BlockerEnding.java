package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.diagnosis.blocking.EndedSession.Result;
import com.fingood.runbook.diagnosis.blocking.LockView.Answer;
import com.fingood.runbook.diagnosis.blocking.LockView.Finding;
import com.fingood.runbook.diagnosis.blocking.LockView.Force;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Ends sessions that hold up others: exactly those that a person has listed, and each only while it still is what was listed. */
public final class BlockerEnding {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** A change that tries for its locks steps back for up to twice its wait; who holds it up does not show meanwhile. */
    private static final Duration FOR_THE_NEXT_TRY = Duration.ofSeconds(6);

    private static final Duration FOR_A_CANCEL = Duration.ofSeconds(2);
    private static final Duration FOR_AN_END = Duration.ofSeconds(10);

    private final LockView view;
    private final Connection connection;
    private final Cancellation cancellation;
    private final long begun = System.nanoTime();

    private BlockerEnding(LockView view, Connection connection, Cancellation cancellation) {
        this.view = view;
        this.connection = connection;
        this.cancellation = cancellation;
    }

    /**
     * Ends each listed session that at that moment is the same session still, holds up others, waits for nobody and is not protected.
     * What executes a statement is cancelled first and disconnected only when that does not help; what idles in a transaction is
     * disconnected. Waits until each is gone, and a few seconds for one that holds up nobody at this moment but is in a transaction still:
     * a change of ours waits only now and then. Safe to repeat.
     *
     * @param tag under which the session that does it is known
     * @return what became of each, in the order listed, with the tree before and after
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE; FAILED with the server's words
     * @throws Cancellation.Cancelled between two sessions or while it waits; what was ended stays ended
     */
    public static EndedBlockers end(Target target, SessionTag tag, List<SessionRef> listed, Cancellation cancellation) {
        LockView view = LockView.of(target);
        try (Connection connection = target.connect(tag)) {
            BlockerEnding ending = new BlockerEnding(view, connection, cancellation);
            LockTree before = view.look(connection, cancellation);
            List<EndedSession> sessions = new ArrayList<>();
            for (SessionRef session : listed) {
                cancellation.throwIfCancelled();
                sessions.add(ending.end(session));
            }
            return new EndedBlockers(before, sessions, view.look(connection, cancellation));
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw TargetFailure.of(target.name(), "ending those who hold up others", e);
        }
    }

    private EndedSession end(SessionRef session) throws SQLException {
        Answer first = view.ask(connection, session, Force.GENTLE);
        while (first.mayBlockAgain() && System.nanoTime() - begun < FOR_THE_NEXT_TRY.toNanos()) {
            Pause.of(LOOK_AGAIN, cancellation);
            first = view.ask(connection, session, Force.GENTLE);
        }
        if (first.finding() != Finding.BLOCKS) {
            return untouched(session, first);
        }
        if (first.isActive()) {
            Answer cancelled = await(session, FOR_A_CANCEL, answer -> answer.finding() != Finding.BLOCKS);
            Answer again =
                    cancelled.finding() == Finding.BLOCKS ? view.ask(connection, session, Force.FIRM) : cancelled;
            if (again.finding() != Finding.BLOCKS) {
                return again.finding() == Finding.GONE
                        ? ended(session, first, Result.TERMINATED, "its statement was cancelled, and it disconnected")
                        : ended(session, first, Result.CANCELLED, "its statement was cancelled; the session lives");
            }
        }
        Answer last = await(session, FOR_AN_END, answer -> answer.finding() == Finding.GONE);
        return last.finding() == Finding.GONE
                ? ended(session, first, Result.TERMINATED, "it was disconnected (it was " + first.state() + ")")
                : ended(
                        session,
                        first,
                        Result.STILL_THERE,
                        "it was told to end and is still there after " + FOR_AN_END.toSeconds()
                                + " s; the server's administrators must look");
    }

    private Answer await(SessionRef session, Duration patience, Predicate<Answer> done) throws SQLException {
        long start = System.nanoTime();
        Answer answer = view.ask(connection, session, Force.NONE);
        while (!done.test(answer) && System.nanoTime() - start < patience.toNanos()) {
            Pause.of(LOOK_AGAIN, cancellation);
            answer = view.ask(connection, session, Force.NONE);
        }
        return answer;
    }

    private static EndedSession untouched(SessionRef session, Answer answer) {
        return switch (answer.finding()) {
            case GONE -> ended(session, answer, Result.GONE, "there is no such session any more");
            case PROTECTED -> ended(session, answer, Result.PROTECTED, "left alone: " + answer.words());
            default -> ended(session, answer, Result.NO_LONGER_BLOCKING, "left alone: " + answer.words());
        };
    }

    private static EndedSession ended(SessionRef session, Answer answer, Result result, String words) {
        return new EndedSession(session, answer.application(), answer.user(), result, words);
    }
}

package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.LateClicks;
import com.fingood.runbook.process.guard.RefusalWords;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotAllowedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts what the engine itself refuses into words for the person who asked: its own REST answers 500 to most of it, with the words of a
 * program.
 */
@Component
class EngineWords implements RefusalWords {

    private static final List<Class<? extends ProcessEngineException>> WRONG_REQUEST = List.of(
            BadUserRequestException.class,
            NotValidException.class,
            NotAllowedException.class,
            NotFoundException.class,
            NullValueException.class,
            ParseException.class);

    /** Two people on one task: who comes second meets the first one's rows, in the engine's tables or in ours. */
    private static final List<Class<? extends RuntimeException>> AT_THE_SAME_MOMENT = List.of(
            OptimisticLockingException.class,
            ConcurrencyFailureException.class,
            DuplicateKeyException.class,
            QueryTimeoutException.class);

    /** The same, when the engine meets them: deadlock, serialization failure, lock not available, H2's lock timeout. */
    private static final String LOCKED = "40.*|55P03|HYT00";

    /** PostgreSQL keeps no U+0000, wherever it was sent. */
    private static final String UNSTORABLE = "22021";

    /** A serialized Java object was sent. */
    private static final String JAVA_OBJECT = "ENGINE-17007";

    /** A value was sent that is not of the type that it says: its parser is met when the value is first read. */
    private static final String PARSER = "org.camunda.spin.";

    private final LateClicks lateClicks;

    EngineWords(@Lazy LateClicks lateClicks) {
        this.lateClicks = lateClicks;
    }

    @Override
    public Optional<Refusal> of(RuntimeException failure, Attempt attempt) {
        Optional<Refusal> ours = causes(failure, Refusal.class).findFirst();
        if (ours.isPresent()) {
            return ours;
        }
        if (failure instanceof AuthorizationException missing) {
            return Optional.of(Refusal.forbidden(
                    "not-permitted",
                    "Nothing was changed: " + attempt.person() + " may not " + attempt.words() + ". "
                            + firstLine(missing) + " docs/permissions.md lists who may do what."));
        }
        if (metSomebody(failure)) {
            return Optional.of(late(attempt)
                    .orElseGet(() -> Refusal.refused(
                            "at-the-same-moment",
                            "Nothing was changed: somebody else acted on this at the same moment. Reload, and look at what"
                                    + " has become of it.")));
        }
        return ofEngine(failure, attempt);
    }

    private static boolean metSomebody(RuntimeException failure) {
        return AT_THE_SAME_MOMENT.stream()
                        .anyMatch(type -> causes(failure, type).findFirst().isPresent())
                || hasState(failure, LOCKED);
    }

    private Optional<Refusal> ofEngine(RuntimeException failure, Attempt attempt) {
        if (failure instanceof SuspendedEntityInteractionException) {
            return Optional.of(Refusal.refused(
                    "suspended",
                    "Nothing was changed: an administrator has suspended this. Ask them to let it go on: "
                            + firstLine(failure)));
        }
        if (failure instanceof TaskAlreadyClaimedException claimed) {
            return Optional.of(Refusal.refused(
                    "claimed-by-other",
                    "Nothing was changed: this task is being worked on by " + claimed.getTaskAssignee()
                            + ". Ask them to unclaim it first."));
        }
        return ofWhatWasSent(failure, attempt);
    }

    private Optional<Refusal> ofWhatWasSent(RuntimeException failure, Attempt attempt) {
        Optional<Refusal> unstorable = ofUnstorable(failure);
        if (unstorable.isPresent()) {
            return unstorable;
        }
        if (causes(failure, Throwable.class)
                .anyMatch(cause -> cause.getClass().getName().startsWith(PARSER))) {
            return Optional.of(Refusal.badInput(
                    "form-refused",
                    "Nothing was changed: a value is not what its type says, such as Json that is none. Correct it and"
                            + " send it again."));
        }
        boolean unwise = failure.getClass().equals(ProcessEngineException.class)
                && (attempt.intervention() || failure.getMessage().startsWith(JAVA_OBJECT));
        if (unwise || WRONG_REQUEST.stream().anyMatch(type -> type.isInstance(failure))) {
            return Optional.of(late(attempt)
                    .orElseGet(() -> Refusal.badInput(
                            "wrong-request",
                            "Nothing was changed: " + attempt.words() + " is not possible like this. "
                                    + firstLine(failure) + " Correct the request, or reload the page.")));
        }
        return Optional.empty();
    }

    /** Where people only read, this alone is said otherwise than the engine says it. */
    Optional<Refusal> ofUnstorable(RuntimeException failure) {
        return hasState(failure, UNSTORABLE)
                ? Optional.of(Refusal.badInput(
                        "form-refused",
                        "Nothing was changed: a text contains the character U+0000, which can't be kept. Remove it and send"
                                + " it again."))
                : Optional.empty();
    }

    private Optional<Refusal> late(Attempt attempt) {
        return lateClicks.explain(attempt.taskId());
    }

    private static boolean hasState(Throwable failure, String states) {
        return causes(failure, SQLException.class)
                .map(SQLException::getSQLState)
                .anyMatch(state -> state != null && state.matches(states));
    }

    private static String firstLine(RuntimeException failure) {
        String words = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^ENGINE-\\d+ ", "");
        return words.endsWith(".") ? words : words + ".";
    }

    private static <T extends Throwable> Stream<T> causes(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast);
    }
}

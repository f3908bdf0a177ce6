package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.LateClicks;
import com.fingood.runbook.process.guard.TaskGuard.Person;
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
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts what the engine itself refuses into words for the person who asked: its own REST answers 500 to most of it, with the words of a
 * program.
 */
@Component
class EngineWords {

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

    /** A serialized Java object was sent. */
    private static final String JAVA_OBJECT = "ENGINE-17007";

    private final LateClicks lateClicks;

    EngineWords(@Lazy LateClicks lateClicks) {
        this.lateClicks = lateClicks;
    }

    /** @return the refusal in words; empty when nobody foresaw this failure */
    Optional<Refusal> of(RuntimeException failure, Command<?> command, Person person) {
        Optional<Refusal> ours = causes(failure, Refusal.class).findFirst();
        if (ours.isPresent()) {
            return ours;
        }
        if (failure instanceof AuthorizationException missing) {
            return Optional.of(Refusal.forbidden(
                    "not-permitted",
                    "Nothing was changed: " + person.id() + " may not " + PeopleMay.words(command) + ". "
                            + firstLine(missing) + " docs/permissions.md lists who may do what."));
        }
        if (AT_THE_SAME_MOMENT.stream()
                .anyMatch(type -> causes(failure, type).findFirst().isPresent())) {
            return Optional.of(late(command)
                    .orElseGet(() -> Refusal.refused(
                            "at-the-same-moment",
                            "Nothing was changed: somebody else acted on this at the same moment. Reload, and look at what"
                                    + " has become of it.")));
        }
        return ofEngine(failure, command);
    }

    private Optional<Refusal> ofEngine(RuntimeException failure, Command<?> command) {
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
        boolean unwise = failure.getClass().equals(ProcessEngineException.class)
                && (PeopleMay.of(command, true) == PeopleMay.INTERVENE
                        || failure.getMessage().startsWith(JAVA_OBJECT));
        if (unwise || WRONG_REQUEST.stream().anyMatch(type -> type.isInstance(failure))) {
            return Optional.of(late(command)
                    .orElseGet(() -> Refusal.badInput(
                            "wrong-request",
                            "Nothing was changed: " + PeopleMay.words(command) + " is not possible like this. "
                                    + firstLine(failure) + " Correct the request, or reload the page.")));
        }
        return Optional.empty();
    }

    private Optional<Refusal> late(Command<?> command) {
        return lateClicks.explain(CommandSubject.of(command).taskId());
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

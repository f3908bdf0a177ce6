package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers the refusal of this thread's request, so that the web layer can answer with its words: the engine wraps what a listener
 * throws, and its REST layer would answer 500.
 */
public final class RefusedRequest {

    private static final ThreadLocal<Refusal> NOTED = new ThreadLocal<>();

    private static final ThreadLocal<Person> ASKING = new ThreadLocal<>();

    private static final ThreadLocal<RuntimeException> FAILED = new ThreadLocal<>();

    private RefusedRequest() {}

    /** Notes a failure that nobody put in words, for the log: the engine's REST answers with its message alone. */
    public static RuntimeException failed(RuntimeException failure) {
        FAILED.set(failure);
        return failure;
    }

    /** The last failure of this thread without words; null when there was none. */
    public static RuntimeException failure() {
        return FAILED.get();
    }

    /** Who issued this thread's commands; known to the engine's login filters only while they last. */
    public static void askedBy(Person person) {
        ASKING.set(person);
    }

    /** Null when nobody asked the engine for anything. */
    public static Person asking() {
        return ASKING.get();
    }

    /** Notes the refusal inside this failure, if there is one, and hands the failure back for throwing. */
    public static RuntimeException noted(RuntimeException failure) {
        refusalIn(failure).ifPresent(NOTED::set);
        return failure;
    }

    private static Optional<Refusal> refusalIn(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }

    /** The refusal of this thread; null when nothing was refused. */
    public static Refusal current() {
        return NOTED.get();
    }

    public static void clear() {
        NOTED.remove();
        ASKING.remove();
        FAILED.remove();
    }
}

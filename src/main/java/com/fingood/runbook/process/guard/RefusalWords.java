package com.fingood.runbook.process.guard;

import com.fingood.runbook.run.Refusal;

import java.util.Optional;

/** Puts what the engine or its database refuses into words for the person who asked. */
@FunctionalInterface
public interface RefusalWords {

    /**
     * @param person login
     * @param words what was tried: "take over task"
     * @param taskId what it was about; null = no task
     * @param intervention whether only administrators may try it
     */
    record Attempt(String person, String words, String taskId, boolean intervention) {}

    /** @return empty when nobody foresaw this failure */
    Optional<Refusal> of(RuntimeException failure, Attempt attempt);
}

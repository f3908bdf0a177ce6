package com.fingood.runbook.run;

import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that begins.
 *
 * @param attempt from 1
 * @param unfinished the newest earlier attempt of this step that began and never reported, e.g. because its process was killed.
 *     It may or may not have acted: look at the target before acting again
 */
public record Intent(RunId run, String step, int attempt, Instant startedAt, Optional<Action> unfinished) {}

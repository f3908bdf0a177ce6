package com.fingood.runbook.migration;

import com.fingood.runbook.target.Target;

import java.util.List;

/**
 * A scratch database for one rehearsal; gone when closed.
 *
 * @param target how it is reached
 * @param warnings what is to be said of where it lies and who works there
 */
public record RehearsalClone(Target target, List<String> warnings, Runnable drop) implements AutoCloseable {

    public RehearsalClone {
        warnings = List.copyOf(warnings);
    }

    @Override
    public void close() {
        drop.run();
    }
}

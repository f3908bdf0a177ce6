package com.fingood.runbook.migration;

import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;

import java.util.List;

/**
 * A scratch database for one rehearsal; gone when closed.
 *
 * @param target how it is reached
 * @param copied schema and rows of the verified copy that it is a copy of; null when the backup was restored once more for it
 * @param warnings what is to be said of where it lies and who works there
 */
public record RehearsalClone(Target target, Fingerprint copied, List<String> warnings, Runnable drop)
        implements AutoCloseable {

    public RehearsalClone {
        warnings = List.copyOf(warnings);
    }

    @Override
    public void close() {
        drop.run();
    }
}

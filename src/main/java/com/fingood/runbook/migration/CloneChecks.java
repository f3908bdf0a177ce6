package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Target;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Asks the change folder's checks on a clone, before and after the change; the caller brings them, since a rehearsal does not know what
 * a check is.
 */
public interface CloneChecks {

    /**
     * @param failures what is wrong since the change, or can't be told, each naming its check; empty = nothing
     * @param notes what a person should know besides, such as that there is no check at all
     */
    record Answer(List<String> failures, List<String> notes) {
        public Answer {
            failures = List.copyOf(failures);
            notes = List.copyOf(notes);
        }
    }

    /** Asks right before the change and remembers the answers. */
    void before(Target clone, Cancellation cancellation);

    /** Asks right after it and compares. */
    Answer after(Target clone, Cancellation cancellation);

    /** Put together from what a caller's checks can do. */
    static CloneChecks of(
            BiConsumer<Target, Cancellation> before,
            BiConsumer<Target, Cancellation> after,
            Supplier<List<String>> failures,
            Supplier<List<String>> notes) {
        return new CloneChecks() {
            @Override
            public void before(Target clone, Cancellation cancellation) {
                before.accept(clone, cancellation);
            }

            @Override
            public Answer after(Target clone, Cancellation cancellation) {
                after.accept(clone, cancellation);
                return new Answer(failures.get(), notes.get());
            }
        };
    }

    /** For a folder that is known to have none. */
    static CloneChecks none() {
        return of((clone, cancellation) -> {}, (clone, cancellation) -> {}, List::of, List::of);
    }
}

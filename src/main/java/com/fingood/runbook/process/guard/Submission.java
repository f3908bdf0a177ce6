package com.fingood.runbook.process.guard;

import com.fingood.runbook.run.Refusal;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one person sends with one command: the names of the variables that were really written, as the engine's history saw
 * them. Measured fact: variables are written before complete listeners run, so a guard must look at what was written and
 * never believe a variable's value to say who somebody is. One thread, one command.
 */
public final class Submission implements AutoCloseable {

    private static final ThreadLocal<Submission> CURRENT = new ThreadLocal<>();

    private final String command;
    private final boolean mayWrite;
    private final Set<String> written = new LinkedHashSet<>();
    private boolean ours;

    private Submission(String command, boolean mayWrite) {
        this.command = command;
        this.mayWrite = mayWrite;
    }

    /** @param mayWrite whether this kind of command may carry variables at all */
    public static Submission open(String command, boolean mayWrite) {
        Submission submission = new Submission(command, mayWrite);
        CURRENT.set(submission);
        return submission;
    }

    /** The submission of this thread; null when the engine works by itself. */
    public static Submission current() {
        return CURRENT.get();
    }

    /** Called for every variable that is written while a person's command runs. */
    public void wrote(String variable) {
        if (ours) {
            return;
        }
        if (!mayWrite) {
            throw Refusal.forbidden(
                    "variable-write-refused",
                    "Variable '" + variable + "' was not written: " + command
                            + " may not set variables of a run. Facts of a run change through its tasks only.");
        }
        written.add(variable);
    }

    /** What the guard itself writes is not the person's. */
    public static void byTheSystem(Runnable writes) {
        Submission current = CURRENT.get();
        if (current == null) {
            writes.run();
            return;
        }
        current.ours = true;
        try {
            writes.run();
        } finally {
            current.ours = false;
        }
    }

    /**
     * From here on nothing that is written is the person's: the guard said no, and what the engine writes while it carries the refusal
     * out is rolled back; or it was said that the command itself carries nothing.
     */
    public static void byTheEngine() {
        Submission current = CURRENT.get();
        if (current != null) {
            current.ours = true;
        }
    }

    public Set<String> written() {
        return Collections.unmodifiableSet(written);
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}

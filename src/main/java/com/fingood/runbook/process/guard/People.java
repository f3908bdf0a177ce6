package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.TaskGuard.Person;

/** Who the engine's current command is issued by. */
@FunctionalInterface
public interface People {

    /** The person who is logged in for this thread's command; null when the engine works by itself. */
    Person current();
}

package com.fingood.runbook.process;

import sun.misc.Signal;

import java.util.List;

/**
 * What to do when the process is asked to end. The JVM's own way runs all shutdown hooks at once, and the one of the embedded
 * database closes it under an engine that still works.
 */
final class StopSignal {

    private StopSignal() {}

    static void runs(Runnable stop) {
        for (String name : List.of("INT", "TERM")) {
            Signal.handle(new Signal(name), signal -> stop.run());
        }
    }
}

package com.fingood.runbook.run;

/** How far a long action is: n of m and a message, shown on the run board. Never throws. */
@FunctionalInterface
public interface Progress {

    void report(int done, int of, String message);

    static Progress silent() {
        return (done, of, message) -> {};
    }
}

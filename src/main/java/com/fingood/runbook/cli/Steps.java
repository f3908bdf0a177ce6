package com.fingood.runbook.cli;

import com.fingood.runbook.run.Progress;

import java.util.concurrent.TimeUnit;

/** Says on standard error how far a long action is: at most once a second, since a dump reports each table. */
final class Steps implements Progress {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Answers answers;
    private long next;

    Steps(Answers answers) {
        this.answers = answers;
        this.next = System.nanoTime() + PAUSE;
    }

    @Override
    public synchronized void report(int done, int of, String message) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + PAUSE;
            answers.say(done + "/" + of + " " + message);
        }
    }
}

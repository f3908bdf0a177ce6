package com.fingood.runbook.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The last line of progress of each attempt, saved by a thread of its own. Measured: a migration that saved its line itself sat in its
 * transaction, and all writers of its target behind it, for as long as the engine's database was away.
 */
final class LatestLines {

    record Line(int done, int of, String message) {}

    private final Map<Intent, Line> latest = new ConcurrentHashMap<>();
    private final Executor saver;
    private final BiConsumer<Intent, Line> save;

    LatestLines(BiConsumer<Intent, Line> save) {
        this.save = save;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LatestLines::daemon);
        pool.allowCoreThreadTimeOut(true);
        this.saver = pool;
    }

    /** Never waits; a line that nobody has saved yet gives way to this one. */
    void report(Intent intent, Line line) {
        if (latest.put(intent, line) == null) {
            saver.execute(() -> take(intent).ifPresent(last -> save.accept(intent, last)));
        }
    }

    /** The line that nobody has saved yet; whoever takes it saves it. */
    Optional<Line> take(Intent intent) {
        return Optional.ofNullable(latest.remove(intent));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }
}

package com.fingood.runbook.safety.sql;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long this thread has worked: unlike the time of day it is the same on a busy machine, and so is what comes of it. */
final class Processor {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Processor() {}

    static long nanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}

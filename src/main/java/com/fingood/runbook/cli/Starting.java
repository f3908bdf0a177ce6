package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The start of a server: a failure in words, and the wait for its end. */
final class Starting {

    private Starting() {}

    /** @throws Refusal the one that stopped the start, or what a person can do about a port that is taken */
    static <T> T explained(Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refusal refusal) {
                    throw refusal;
                }
                if (cause instanceof PortInUseException port) {
                    throw Refusal.refused(
                            "port-in-use",
                            "The server does not start: port " + port.getPort()
                                    + " is in use. Stop what listens there, or set SERVER_PORT to a free one.");
                }
            }
            throw e;
        }
    }

    /** Returns when the server was closed, e.g. by Ctrl-C. */
    static void awaitEnd(ConfigurableApplicationContext server) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        closed.await();
    }
}

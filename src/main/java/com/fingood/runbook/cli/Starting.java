package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import org.springframework.boot.web.server.PortInUseException;

import java.util.function.Supplier;

/** The start of a server: a failure in words. */
final class Starting {

    private Starting() {}

    /** @throws Refusal the one that stopped the start, or what a person can do about a port that is taken */
    static <T> T explained(Supplier<T> start) {
        ServerLogging.leaveToServer();
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
}

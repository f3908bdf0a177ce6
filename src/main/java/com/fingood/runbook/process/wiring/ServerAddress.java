package com.fingood.runbook.process.wiring;

import org.springframework.core.env.Environment;

import java.util.Set;

/** Where this server listens, as an address for a browser; good on this machine, and a guess elsewhere. */
final class ServerAddress {

    private static final Set<String> ALL = Set.of("", "0.0.0.0", "::");

    private ServerAddress() {}

    static String of(Environment environment) {
        String address = environment.getProperty("server.address", "");
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        String scheme = environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.bundle")
                ? "https"
                : "http";
        return scheme + "://" + (ALL.contains(address) ? "localhost" : address) + ":" + port
                + environment.getProperty("server.servlet.context-path", "");
    }
}

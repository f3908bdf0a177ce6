package com.fingood.runbook.process;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The systems around the tests' targets, in one real HTTP server: health pages, alerts, alert rules. */
final class Surroundings {

    private static Surroundings shared;

    private final HttpServer http;
    private final Set<String> firing = ConcurrentHashMap.newKeySet();

    private Surroundings(HttpServer http) {
        this.http = http;
    }

    static synchronized Surroundings shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static Surroundings start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Surroundings surroundings = new Surroundings(http);
            http.createContext("/", exchange -> {
                byte[] body =
                        surroundings.answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                try (var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            http.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "surroundings");
                thread.setDaemon(true);
                return thread;
            }));
            http.start();
            return surroundings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on an alert fires, or no longer. */
    void alert(String target, boolean fires) {
        if (fires) {
            firing.add(target);
        } else {
            firing.remove(target);
        }
    }

    Map<String, String> probesOf(String target) {
        String base = "http://127.0.0.1:" + http.getAddress().getPort() + "/";
        return Map.of(
                "application", base + "health",
                "monitoring", base + "health",
                "log-monitoring", base + "health",
                "backup-system", base + "health",
                "alerts", base + "alerts/" + target,
                "alert-rules", base + "rules/" + target);
    }

    private String answer(String path) {
        String target = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/alerts/")) {
            String alert =
                    firing.contains(target) ? "{\"labels\":{\"alertname\":\"DiskIsSlow\"},\"state\":\"firing\"}" : "";
            return "{\"status\":\"success\",\"data\":{\"alerts\":[" + alert + "]}}";
        }
        if (path.startsWith("/rules/")) {
            return "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"databases\",\"rules\":[{\"name\":\"LagIsHigh\","
                    + "\"query\":\"lag{target=\\\"" + target + "\\\"} > 10\",\"type\":\"alerting\"}]}]}}";
        }
        return "ok";
    }
}

package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.target.TargetProperties;
import org.awaitility.Awaitility;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A server in a process of its own, which a test may kill. Every start finds the same home, port and target. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final Path configuration;
    private final int port;
    private final String node;
    private Process process;

    ServerProcess(String target, TargetProperties properties) {
        this(target, properties, null, null);
    }

    /**
     * A node of a cluster; logins are made by {@link #people}.
     *
     * @param engine the engine's database, with its URL, user and password; null = the embedded one, with the demo logins
     * @param node its name; null = its own choice
     */
    ServerProcess(String target, TargetProperties properties, TargetProperties engine, String node) {
        this.node = node;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
            this.home = Files.createTempDirectory("rb-killed");
            this.configuration =
                    Files.writeString(home.resolve("runbook.yml"), yaml(target, properties) + engineYaml(engine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.fingood.runbook.cli.Main",
                    "--config",
                    configuration.toString(),
                    "serve");
            builder.environment().put("RUNBOOK_HOME", home.toString());
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            if (node != null) {
                builder.environment().put("RUNBOOK_NODE", node);
                builder.environment().put("RUNBOOK_ADMIN_PASSWORD", passwordOf("admin"));
            }
            File log = home.resolve("server.log").toFile();
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the server's start")
                .atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() -> as("auditor")
                                .get(node == null ? "/api/runs" : "/actuator/health")
                                .status()
                        == 200);
    }

    /** Makes the logins that the tests speak with, each in one group, as an administrator does. */
    void people(Map<String, String> groups) {
        groups.forEach((login, group) -> {
            Rest admin = as("admin");
            expect(admin.post(
                    "/engine-rest/user/create",
                    Map.of(
                            "profile", Map.of("id", login, "firstName", login, "lastName", "FinGood"),
                            "credentials", Map.of("password", passwordOf(login)))));
            expect(admin.put("/engine-rest/group/" + group + "/members/" + login, Map.of()));
        });
    }

    private static void expect(Rest.Answer answer) {
        if (answer.status() != 204) {
            throw new AssertionError(answer.status() + ": " + answer.text());
        }
    }

    /** That of a demo login is its name, which only the embedded engine lets pass. */
    private String passwordOf(String login) {
        return node == null ? login : login + "-secret";
    }

    /** kill -9: no shutdown hook, no report, no clean-up. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Rest as(String login) {
        return new Rest(URI.create("http://127.0.0.1:" + port), login, passwordOf(login));
    }

    /** Waits for an open task of this key; its id. */
    String awaitTask(String run, String key) {
        return taskOf(await(run, view -> taskOf(view, key) != null, key), key);
    }

    /** Waits until an attempt of this step is at work, or has been when its server died. */
    void awaitUnfinished(String run, String step) {
        await(run, view -> unfinished(view, step), step);
    }

    /** Waits for the run's end. */
    String awaitOutcome(String run) {
        return await(run, view -> view.hasNonNull("outcome"), "the end")
                .path("outcome")
                .asText();
    }

    private JsonNode await(String run, Predicate<JsonNode> until, String what) {
        return Awaitility.await(what + " of " + run)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> afterGo(as("auditor").get("/api/runs/" + run).body()), until::test);
    }

    /** Go or no-go is not what these stories are about. */
    private JsonNode afterGo(JsonNode view) {
        String task = taskOf(view, "userTask_decideGoOrNoGo");
        if (task != null) {
            as("operator").complete(task, Map.of("decision", "go"));
        }
        return view;
    }

    private static String taskOf(JsonNode view, String key) {
        for (JsonNode task : view.path("tasks")) {
            if (key.equals(task.path("key").asText())) {
                return task.path("id").asText();
            }
        }
        return null;
    }

    private static boolean unfinished(JsonNode view, String step) {
        for (JsonNode attempt : view.path("progress")) {
            if (step.equals(attempt.path("step").asText()) && !attempt.hasNonNull("finished")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    private static String engineYaml(TargetProperties engine) {
        return engine == null
                ? ""
                : "  engine:\n    url: '" + engine.url() + "'\n    username: '" + engine.username()
                        + "'\n    password: '" + engine.password() + "'\n";
    }

    private static String yaml(String name, TargetProperties p) {
        String tools = "";
        if (p.postgres().bin() != null) {
            tools = "      postgres: { bin: '" + p.postgres().bin() + "' }\n";
        } else if (!p.postgres().command().isEmpty()) {
            List<String> quoted = p.postgres().command().stream()
                    .map(word -> "'" + word + "'")
                    .toList();
            tools = "      postgres: { command: " + quoted + ", host: '"
                    + p.postgres().host() + "', port: " + p.postgres().port() + " }\n";
        }
        return "runbook:\n  targets:\n    " + name
                + ":\n      environment: staging\n      url: '" + p.url()
                + "'\n      username: '"
                + p.username() + "'\n      password: '" + p.password() + "'\n      changes: '" + p.changes()
                + "'\n      backups: '"
                + p.backups() + "'\n" + tools
                // How fast this machine is, and how full, is not what is tested here.
                + "      limits: { lock-held: 120s, disk-free: '1%', dead-tuples: '100%' }\n";
    }
}

package com.fingood.runbook.cli;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.target.H2Databases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A home of commands with one target, {@code shop}: its configuration file, its change folder and its fresh database. */
final class TargetHouse {

    private final Path folder;
    private final Path config;

    private TargetHouse(Path folder, Path config) {
        this.folder = folder;
        this.config = config;
    }

    static TargetHouse on(TestDatabase database, String environment) {
        TargetProperties target = database.fresh("cli");
        try {
            Path folder = Files.createTempDirectory("rb-house");
            TargetHouse house = new TargetHouse(folder, folder.resolve("runbook.yaml"));
            Files.writeString(house.config, yaml(folder, target, environment));
            house.changes();
            if (database.dialect().equals("h2")) {
                H2Databases.create(target);
            }
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommandRun run(String... args) {
        return typing(null, args);
    }

    CommandRun typing(String typed, String... args) {
        List<String> all = new ArrayList<>(List.of("--config", config.toString()));
        all.addAll(List.of(args));
        return CommandRun.with(environment(), typed, all.toArray(String[]::new));
    }

    CommandRun runWith(String variable, String value, String... args) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put(variable, value);
        List<String> all = new ArrayList<>(List.of("--config", config.toString()));
        all.addAll(List.of(args));
        return CommandRun.with(environment, null, all.toArray(String[]::new));
    }

    private Map<String, String> environment() {
        return Map.of("RUNBOOK_HOME", home().toString(), "SHOP_PASSWORD", password());
    }

    /** The same target, where other rules apply. */
    void becomes(String environment) throws IOException {
        Files.writeString(
                config, Files.readString(config).replaceFirst("environment: \\w+", "environment: " + environment));
    }

    void saysNothingOfRehearsals() throws IOException {
        Files.writeString(config, Files.readString(config).replaceFirst("rehearsal: same-server", ""));
    }

    void losesItsDatabase() throws IOException {
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst("jdbc:postgresql://[^/]*/\\w+", "jdbc:postgresql://127.0.0.1:1/gone")
                        .replaceFirst("jdbc:h2:file:[^;]*", "jdbc:h2:file:" + folder.resolve("gone")));
    }

    Target target() {
        return Configuration.load(List.of(config), environment()).targets().get("shop");
    }

    Path home() {
        return folder.resolve("home");
    }

    Path changesFolder() {
        return folder.resolve("changes");
    }

    private String password() {
        try {
            return Files.readString(folder.resolve("password"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Path folder, TargetProperties target, String environment) throws IOException {
        Files.writeString(folder.resolve("password"), target.password());
        TargetProperties.Postgres tools = target.postgres();
        return """
                runbook:
                  targets:
                    shop:
                      environment: %s
                      rehearsal: same-server
                      url: "%s"
                      username: %s
                      password: ${SHOP_PASSWORD}
                      changes: %s
                      backups: %s
                %s"""
                .formatted(
                        environment,
                        target.url(),
                        target.username(),
                        folder.resolve("changes"),
                        folder.resolve("backups"),
                        tools(tools).indent(6));
    }

    private static String tools(TargetProperties.Postgres tools) {
        StringBuilder yaml = new StringBuilder("postgres:\n  jobs: 2\n");
        if (tools.bin() != null) {
            yaml.append("  bin: ").append(tools.bin()).append('\n');
        }
        if (!tools.command().isEmpty()) {
            yaml.append("  command: [")
                    .append(String.join(", ", tools.command()))
                    .append("]\n");
            yaml.append("  host: ")
                    .append(tools.host())
                    .append("\n  port: ")
                    .append(tools.port())
                    .append('\n');
        }
        return yaml.toString();
    }

    private void changes() throws IOException {
        Path changes = changesFolder();
        Path checks = Files.createDirectories(changes.resolve("checks/integrity"));
        Files.writeString(
                changes.resolve("V1.0__shop.sql"),
                "create table item (id int primary key, price numeric(10,2) not null);\n");
        Files.writeString(changes.resolve("U1.0__shop.sql"), "drop table item;\n");
        Files.writeString(changes.resolve("V1.1__stock.sql"), "alter table item add column stock int;\n");
        Files.writeString(changes.resolve("U1.1__stock.sql"), "alter table item drop column stock;\n");
        Files.writeString(
                checks.resolve("prices.sql"),
                """
                -- id: prices-are-positive
                -- severity: critical
                -- keys: id
                -- fail: 1
                select id from item where price < 0
                """);
    }
}

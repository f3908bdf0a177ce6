package com.fingood.runbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a command line in this process and keeps what it said. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(String... args) {
        return with(Map.of(), null, args);
    }

    /** @param typed what the person types when asked; null = nobody is there */
    static CommandRun with(Map<String, String> environment, String typed, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = CommandTree.execute(
                new Surroundings(
                        new HashMap<>(environment),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        question -> Optional.ofNullable(typed),
                        Clock.systemUTC(),
                        "alice",
                        "host"),
                args);
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON document: " + out + "\n" + err, e);
        }
    }
}

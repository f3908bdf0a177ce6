package com.fingood.runbook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Where the stack trace of an unexpected error goes: for whoever repairs the product, not for who called it. */
final class FailureLog {

    private FailureLog() {}

    static Path write(Path home, Instant at, Exception e) throws IOException {
        Path folder = Files.createDirectories(home.resolve("logs"));
        Path file = folder.resolve("commands.log").toAbsolutePath().normalize();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        Files.writeString(file, at + " " + trace + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return file;
    }
}

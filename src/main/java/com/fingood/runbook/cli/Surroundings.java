package com.fingood.runbook.cli;

import java.io.Console;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it; a test brings its own.
 *
 * @param environment environment variables
 * @param out the answer and nothing else
 * @param err messages
 * @param prompt asks the person at the terminal; empty where there is no terminal
 * @param clock now
 * @param user operating system's user
 * @param host this machine's name
 */
record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        Prompt prompt,
        Clock clock,
        String user,
        String host) {

    /** Asks a question at the terminal. */
    @FunctionalInterface
    interface Prompt {
        /** @return what was typed; empty where nobody can be asked */
        Optional<String> ask(String question);
    }

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Surroundings::atTheTerminal,
                Clock.systemUTC(),
                System.getProperty("user.name"),
                hostName());
    }

    /** How the ledger and the journal name who called. */
    String actor() {
        return "cli:" + user;
    }

    private static Optional<String> atTheTerminal(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}

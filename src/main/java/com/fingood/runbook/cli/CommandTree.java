package com.fingood.runbook.cli;

import picocli.CommandLine;

/** All commands under the one {@code runbook}. */
final class CommandTree {

    private CommandTree() {}

    /** Runs one command line and gives its exit code; nothing that goes wrong leaves it as an exception. */
    static int execute(Surroundings surroundings, String... args) {
        Invocation invocation = new Invocation(surroundings);
        Failures failures = new Failures(invocation);
        return of(invocation)
                .setOut(new java.io.PrintWriter(surroundings.out(), true))
                .setErr(new java.io.PrintWriter(surroundings.err(), true))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(args);
    }

    static CommandLine of(Invocation invocation) {
        return new CommandLine(invocation)
                .addSubcommand(new TargetsCommand(invocation))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110);
    }
}

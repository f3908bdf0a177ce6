package com.fingood.runbook.cli;

import picocli.CommandLine.Option;

/** What a command that changes a target wants to hear before it does. */
final class GateOptions {

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "The approved run that waits for exactly this command. Production needs it.")
    String run;

    @Option(
            names = "--confirm",
            paramLabel = "TARGET",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Do it, instead of only saying what would be done. With --break-glass on production the target's name"
                            + " must be typed again.")
    String confirm;

    @Option(
            names = "--break-glass",
            paramLabel = "REASON",
            description = "Without a run, in an emergency. Journalled before and after, announced and reviewed.")
    String breakGlass;
}

package com.fingood.runbook.cli;

import picocli.CommandLine.Option;

/** Which run a command that only looks is about. */
final class RunInQuestion {

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "The run whose change is in question; else the open run of this target, if there is one.")
    String run;
}

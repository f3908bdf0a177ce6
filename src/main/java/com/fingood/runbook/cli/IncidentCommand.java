package com.fingood.runbook.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "incident",
        description = "What people need when a way back failed. Reads only.",
        synopsisSubcommandLabel = "rollback-failure|manual-recovery",
        footer = {
            "",
            "Examples:",
            "  runbook incident rollback-failure ledger-2.1-0007    what was tried, by whom, and what is found",
            "  runbook incident manual-recovery ledger-2.1-0007     commands, backups, differences"
        })
final class IncidentCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "rollback-failure or manual-recovery is missing");
    }
}

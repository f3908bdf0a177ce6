package com.fingood.runbook.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = "Takes, verifies and lists backups. Free on every target: nothing is changed there.",
        synopsisSubcommandLabel = "create|verify|list",
        footer = {
            "",
            "Examples:",
            "  runbook backup create ledger --type scheduled",
            "  runbook backup verify ledger-B20261122T133015-04af",
            "  runbook backup list ledger"
        })
final class BackupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "create, verify or list is missing");
    }
}

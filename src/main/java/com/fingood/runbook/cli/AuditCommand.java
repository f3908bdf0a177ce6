package com.fingood.runbook.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "Verifies and exports the audit ledger.",
        synopsisSubcommandLabel = "verify|export",
        footer = {"", "Examples:", "  runbook audit verify", "  runbook audit export --out ledger.jsonl"})
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "verify or export is missing");
    }
}

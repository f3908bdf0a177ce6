package com.fingood.runbook.cli;

import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** One call of {@code runbook}: the options that every command knows, and what commands read and answer through. */
@Command(
        name = "runbook",
        description = "Runs database migrations the way the runbook says.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ProductVersion.class,
        footer = {
            "",
            "Examples:",
            "  runbook demo                                    a whole run before your eyes",
            "  runbook serve                                   engine, Tasklist, run board (also without a command)",
            "  runbook --config prod.yaml targets              the registered databases",
            "  runbook --config prod.yaml status ledger        what is applied and what is pending",
            "  runbook COMMAND --help                          options and examples of a command",
            "",
            "Exit codes: 0 done; 1 a check failed or is unknown; 2 bad usage or input; 3 refused; 4 not reachable;",
            "5 something that changes a database may or may not have happened."
        })
final class Invocation implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML merged over the defaults; a later one wins over an earlier one.")
    private List<Path> config = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "json: one document on standard output, messages on standard error; lint also: sarif.")
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the product's version.")
    private boolean version;

    private final Surroundings surroundings;
    private final List<String> arguments;
    private Configuration configuration;

    /** @param arguments as typed */
    Invocation(Surroundings surroundings, String... arguments) {
        this.surroundings = surroundings;
        this.arguments = List.of(arguments);
    }

    /** Without a command: the server. */
    @Override
    public Integer call() throws InterruptedException {
        return new ServeCommand(this).call();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** As typed, for the journal. */
    String commandLine() {
        return "runbook " + String.join(" ", arguments);
    }

    List<Path> configFiles() {
        return List.copyOf(config);
    }

    /** Read once, when the first asks for it: {@code --help} needs none. */
    Configuration configuration() {
        if (configuration == null) {
            configuration = Configuration.load(config, surroundings.environment());
        }
        return configuration;
    }

    Targets targets() {
        return configuration().targets();
    }

    Target target(String name) {
        return targets().get(name);
    }

    boolean wantsSarif() {
        return format == Format.sarif;
    }

    Answers answers() {
        return new Answers(format, surroundings.out(), surroundings.err());
    }
}

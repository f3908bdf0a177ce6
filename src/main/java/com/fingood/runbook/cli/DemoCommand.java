package com.fingood.runbook.cli;

import com.fingood.runbook.process.Server;
import com.fingood.runbook.process.demo.Demo;
import com.fingood.runbook.process.demo.Story;
import com.fingood.runbook.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "demo",
        description = "A whole run before your eyes: server, sample ledger, people and what each of them does.",
        footer = {"", "Examples:", "  runbook demo", "  runbook demo --story rollback --fast --exit"})
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    private final Invocation invocation;

    @Option(
            names = "--story",
            paramLabel = "happy|rollback",
            defaultValue = "happy",
            description = "What to show; happy when not said.")
    private String story;

    @Option(names = "--fast", description = "Shortens every configured duration.")
    private boolean fast;

    @Option(names = "--exit", description = "Stops at the end; exit 0 only if the run ended as the story should.")
    private boolean exit;

    DemoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        Demo.Options options = new Demo.Options(
                Configuration.defaultHome(invocation.surroundings().environment()),
                changes(),
                Story.of(story),
                fast,
                port());
        Demo.Ended ended = Starting.explained(() -> Demo.run(
                options,
                invocation.surroundings().out(),
                invocation.surroundings().clock()));
        try (var server = ended.server()) {
            if (!exit) {
                invocation.answers().say("The server goes on; Ctrl-C stops it.");
                Server.awaitEnd(server);
            }
        }
        return ended.asExpected() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    /** The sample lies beside the {@code runbook} script, wherever it was called from. */
    private static Path changes() {
        Path changes = Path.of(System.getProperty("runbook.install", "."), "changes", "ledger");
        if (!Files.isDirectory(changes)) {
            throw Refusal.badInput(
                    "no-sample",
                    "The sample ledger is not at " + changes.toAbsolutePath()
                            + ". Start the demo by ./runbook of a checkout.");
        }
        return changes;
    }

    private int port() {
        String port = invocation.surroundings().environment().getOrDefault("SERVER_PORT", Integer.toString(USUAL_PORT));
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw Refusal.badInput("bad-port", "SERVER_PORT is '" + port + "'; it must be a number such as 8080.");
        }
    }
}

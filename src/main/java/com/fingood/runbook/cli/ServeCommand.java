package com.fingood.runbook.cli;

import com.fingood.runbook.process.Server;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "serve",
        description = "Engine, Tasklist and REST, until it is stopped. Also what happens without a command.",
        footer = {
            "",
            "Examples:",
            "  runbook serve                         embedded database and demo logins, on loopback",
            "  runbook --config prod.yaml serve",
            "  SERVER_PORT=9090 runbook serve"
        })
final class ServeCommand implements Callable<Integer> {

    private final Invocation invocation;

    ServeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        // A bad value is named by key before seconds are spent on a start.
        Configuration configuration = invocation.configuration();
        try (ConfigurableApplicationContext server = Starting.explained(
                () -> Server.start(invocation.configFiles(), Map.of("runbook.home", configuration.home())))) {
            String port = server.getEnvironment().getProperty("local.server.port");
            invocation.answers().say("runbook: http://127.0.0.1:" + port + "/camunda/app/tasklist/   (Ctrl-C stops)");
            Server.awaitEnd(server);
        }
        return ExitCodes.DONE;
    }
}

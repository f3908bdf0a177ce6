package com.fingood.runbook.cli;

import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "targets",
        description = "Lists the registered databases. Connects to none.",
        footer = {"", "Example:", "  runbook --config prod.yaml targets"})
final class TargetsCommand implements Callable<Integer> {

    private final Invocation invocation;

    TargetsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> documents = new ArrayList<>();
        Table table = Table.of("TARGET", "ENVIRONMENT", "URL", "CHANGES");
        for (Target target : invocation.targets().all()) {
            documents.add(document(target));
            table.row(
                    target.name(),
                    target.environment().label(),
                    target.properties().url(),
                    target.properties().changes());
        }
        List<String> lines = documents.isEmpty()
                ? List.of("No target is registered. Add one under runbook.targets in a file and pass it with --config.")
                : table.lines();
        invocation.answers().give(Map.of("targets", documents), lines);
        return ExitCodes.DONE;
    }

    private static Map<String, Object> document(Target target) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("environment", target.environment().label());
        document.put("dialect", target.dialect().name());
        document.put("url", target.properties().url());
        document.put("username", target.properties().username());
        document.put("changes", target.properties().changes().toString());
        document.put("backups", target.properties().backups().toString());
        document.put("staging", target.properties().staging());
        return document;
    }
}

package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.TargetProperties;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that creates or restores and is gone, as by kill -9, at a given step. */
final class OtherProcess {

    static final int KILLED = 137;

    private OtherProcess() {}

    /** @param step number of a step, or how its message begins; @return exit code */
    static int run(Subject subject, String what, String run, String step) throws Exception {
        var properties = subject.target.properties();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OtherProcess.class.getName()));
        command.addAll(List.of(
                properties.url(), properties.username(), properties.backups().toString(), what, run, step));
        command.addAll(words(properties.postgres()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TEST_PASSWORD", properties.password());
        return builder.inheritIO().start().waitFor();
    }

    public static void main(String[] args) {
        Subject subject = Subject.again(
                args[0],
                args[1],
                System.getenv("TEST_PASSWORD"),
                Path.of(args[2]),
                tools(List.of(args).subList(6, args.length)));
        Progress killing = killingAt(args[5]);
        if (args[3].equals("create")) {
            subject.backups.create(subject.target, BackupType.SESSION, args[4], null, Cancellation.none(), killing);
        } else {
            subject.backups.restore(subject.target, args[3], args[4], Cancellation.none(), killing);
        }
    }

    /** Where the tools are, as arguments: bin, host, port, then the command; empty = not said. */
    private static List<String> words(TargetProperties.Postgres tools) {
        List<String> words = new ArrayList<>();
        words.add(tools.bin() == null ? "" : tools.bin().toString());
        words.add(tools.host() == null ? "" : tools.host());
        words.add(tools.port() == null ? "" : tools.port().toString());
        words.addAll(tools.command());
        return words;
    }

    private static TargetProperties.Postgres tools(List<String> words) {
        return new TargetProperties.Postgres(
                words.get(0).isEmpty() ? null : Path.of(words.get(0)),
                words.subList(3, words.size()),
                words.get(1).isEmpty() ? null : words.get(1),
                words.get(2).isEmpty() ? null : Integer.valueOf(words.get(2)),
                null);
    }

    private static Progress killingAt(String step) {
        int[] left = {step.matches("\\d+") ? Integer.parseInt(step) : Integer.MAX_VALUE};
        return (done, of, message) -> {
            if (!message.startsWith("table ") && (left[0]-- == 0 || message.startsWith(step))) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}

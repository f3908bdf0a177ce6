package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of a program of somebody else's: its error stream is read line by line, and cancelling ends it with all its children. */
final class ToolRun {

    private static final long GRACE_SECONDS = 5;
    private static final int SIGNALLED = 128;

    private ToolRun() {}

    /**
     * @param environment on top of ours, from which everything that would steer the tool (PG...) is taken away
     * @param input null = empty
     * @param output null = thrown away
     * @param line each line of the error stream as it comes
     * @return exit code; above 128 = ended by that signal + 128
     * @throws IOException when it can't be started
     */
    static int run(
            List<String> command,
            Map<String, String> environment,
            Path input,
            Path output,
            Cancellation cancellation,
            Consumer<String> line)
            throws IOException {
        cancellation.throwIfCancelled();
        Process process = start(command, environment, input, output);
        try (var registered = cancellation.onCancel(() -> endTree(process));
                BufferedReader errors = process.errorReader()) {
            for (String text = errors.readLine(); text != null; text = errors.readLine()) {
                line.accept(text);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        } finally {
            endTree(process);
            cancellation.throwIfCancelled();
        }
    }

    static boolean wasSignalled(int exit) {
        return exit > SIGNALLED;
    }

    private static Process start(List<String> command, Map<String, String> environment, Path input, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        builder.redirectOutput(
                output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        if (input == null) {
            process.getOutputStream().close();
        }
        return process;
    }

    /** Asks all of them to end, waits, then makes them; returns when none is left. */
    private static void endTree(Process process) {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tree.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(handle -> handle.onExit().join());
    }
}

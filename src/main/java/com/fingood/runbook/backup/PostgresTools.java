package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import org.postgresql.Driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts pg_dump and pg_restore for one target, here or, with {@code postgres.command}, where they are. */
final class PostgresTools {

    private static final String CONNECT_TIMEOUT = "15";
    private static final long NEXT_TO_NOTHING = 64 * 1024L;

    private final Target target;
    private final TargetProperties.Postgres tools;

    PostgresTools(Target target) {
        this.target = target;
        this.tools = target.properties().postgres();
    }

    /** The tools run elsewhere: their files are not ours, so archives go through their standard streams. */
    boolean elsewhere() {
        return !tools.command().isEmpty();
    }

    int jobs() {
        return tools.jobs();
    }

    /** First line of {@code --version}. */
    String version(String program, Cancellation cancellation) throws IOException {
        Path answer = Files.createTempFile("runbook", ".version");
        try {
            run(program, List.of("--version"), null, answer, cancellation, line -> {});
            return Files.readString(answer).lines().findFirst().orElse(program);
        } finally {
            Files.delete(answer);
        }
    }

    /**
     * @param options without the connection
     * @return what the tool said although it succeeded
     * @throws Refusal FAILED with the tool's own words and what helps
     */
    List<String> run(
            String program,
            List<String> options,
            Path input,
            Path output,
            Cancellation cancellation,
            Consumer<String> line)
            throws IOException {
        List<String> command = new ArrayList<>(tools.command());
        command.add(tools.bin() == null ? program : tools.bin().resolve(program).toString());
        command.addAll(options);
        ToolWords words = new ToolWords();
        int exit = exitOf(program, command, input, output, cancellation, text -> {
            words.add(text);
            line.accept(text);
        });
        if (exit != 0) {
            throw failed(program, exit, words.errors().isEmpty() ? silentReason(output) : words.errors());
        }
        return words.warnings();
    }

    /** Who carries a tool's stream from elsewhere to a full disk ends without a word about it. */
    private static String silentReason(Path output) throws IOException {
        boolean full = output != null && Files.getFileStore(output).getUsableSpace() < NEXT_TO_NOTHING;
        return full ? "No space left on device at " + output.getParent() : "";
    }

    private int exitOf(
            String program,
            List<String> command,
            Path input,
            Path output,
            Cancellation cancellation,
            Consumer<String> line)
            throws IOException {
        Map<String, String> secret = Map.of("PGPASSWORD", target.properties().secret());
        try {
            return ToolRun.run(command, secret, input, output, cancellation, line);
        } catch (IOException e) {
            if (!e.getMessage().startsWith("Cannot run program")) {
                throw e;
            }
            throw new Refusal(
                    Refusal.Kind.FAILED,
                    "tool-missing",
                    "The program " + command.get(0)
                            + " can't be started. Install the PostgreSQL client of the server's major"
                            + " version, or say where " + program + " is: postgres.bin or postgres.command of target "
                            + target.name() + ".",
                    e);
        }
    }

    private Refusal failed(String program, int exit, String words) {
        String advice = ToolAdvice.text(words, target.properties().username());
        if (ToolRun.wasSignalled(exit)) {
            return Refusal.failed(
                    "tool-killed",
                    program + " was ended by signal " + (exit - 128) + " before it was done"
                            + (words.isEmpty() ? "" : " (" + words + ")")
                            + ". Look for the system's out-of-memory killer or somebody's kill, and try again.");
        }
        return Refusal.failed(
                ToolAdvice.code(words, "tool-failed"),
                program + " gave up with exit code " + exit + ": " + (words.isEmpty() ? "it said nothing" : words)
                        + ". " + advice);
    }

    /**
     * How the tool reaches the database. A connection string, because it is the one way that also names the session and that works
     * where our environment does not reach; it holds no password.
     */
    String connection(SessionTag tag) {
        Properties url = Driver.parseURL(target.properties().url(), new Properties());
        Map<String, String> parts = new java.util.LinkedHashMap<>();
        parts.put("host", tools.host() == null ? url.getProperty("PGHOST") : tools.host());
        parts.put("port", tools.port() == null ? url.getProperty("PGPORT") : String.valueOf(tools.port()));
        parts.put("user", target.properties().username());
        parts.put("dbname", target.dialect().databaseOf(target.properties()));
        parts.put("application_name", tag.applicationName());
        parts.put("connect_timeout", CONNECT_TIMEOUT);
        parts.put("sslmode", sslMode(url));
        parts.put("sslrootcert", url.getProperty("sslrootcert"));
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> part.getKey() + "='"
                        + part.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(" "));
    }

    /** As the driver reads it: {@code ssl=true} alone means the strictest. */
    private static String sslMode(Properties url) {
        String mode = url.getProperty("sslmode");
        String ssl = url.getProperty("ssl");
        return mode == null && ssl != null && !ssl.equals("false") ? "verify-full" : mode;
    }
}

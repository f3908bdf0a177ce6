package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Scratch databases in the folder of an H2 target. Whose they are and since when stands in a small file beside each. */
final class H2Scratch implements ScratchServer {

    private static final String DATA = ".mv.db";
    private static final String NOTE = ".scratch";

    /** H2 keeps it while somebody has the file open. */
    private static final String LOCK = ".lock.db";

    private static final String OTHERS =
            "SELECT EXISTS (SELECT 1 FROM information_schema.sessions WHERE session_id <> SESSION_ID())";

    private interface Work<T> {
        T run() throws IOException;
    }

    private final Target target;

    H2Scratch(Target target) {
        this.target = target;
    }

    @Override
    public void createEmpty(String name, String label, Instant now) {
        files("creating scratch database " + name, () -> write(name, label, now));
        H2Databases.create(target.inDatabase(name).properties());
    }

    @Override
    public void clone(String template, String name, String label, Instant now) {
        files("cloning scratch database " + template, () -> {
            demandClosed(template);
            write(name, label, now);
            return Files.copy(file(template, DATA), file(name, DATA));
        });
    }

    @Override
    public void drop(String name) {
        files("dropping scratch database " + name, () -> {
            shutDown(name);
            Files.deleteIfExists(file(name, DATA));
            Files.deleteIfExists(file(name, LOCK));
            Files.deleteIfExists(file(name, ".trace.db"));
            return Files.deleteIfExists(file(name, NOTE));
        });
    }

    @Override
    public List<ScratchDatabase> list() {
        return files("listing scratch databases", () -> {
            List<ScratchDatabase> found = new ArrayList<>();
            for (String name : names()) {
                found.add(read(name));
            }
            return found;
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(file("x", DATA).getParent())) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(ScratchDatabases.PREFIX) && name.endsWith(DATA))
                    .map(name -> name.substring(0, name.length() - DATA.length()))
                    .sorted()
                    .toList();
        }
    }

    private ScratchDatabase read(String name) throws IOException {
        boolean inUse = isInUse(name);
        if (!Files.exists(file(name, NOTE))) {
            return new ScratchDatabase(name, "", null, inUse);
        }
        List<String> lines = Files.readAllLines(file(name, NOTE));
        return new ScratchDatabase(name, lines.get(1), Instant.parse(lines.get(0)), inUse);
    }

    @Override
    public void note(String name, String label, Instant now) {
        files("noting scratch database " + name, () -> write(name, label, now));
    }

    private Path write(String name, String label, Instant now) throws IOException {
        return Files.write(file(name, NOTE), List.of(now.toString(), label));
    }

    private void demandClosed(String name) {
        if (isInUse(name)) {
            throw Refusal.refused(
                    "scratch-in-use",
                    "Scratch database " + name + " is open somewhere. Wait for that to end, then try again.");
        }
    }

    /** A lock file alone proves nothing: a killed process leaves one. */
    private boolean isInUse(String name) {
        if (!Files.exists(file(name, LOCK))) {
            return false;
        }
        try (Connection connection = open(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OTHERS)) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException | Refusal e) {
            return true;
        }
    }

    /** Ends every session on it, as PostgreSQL does WITH (FORCE); a file that can't be opened has none. */
    private void shutDown(String name) {
        if (!Files.exists(file(name, LOCK))) {
            return;
        }
        try (Connection connection = open(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException | Refusal e) {
            // Gone, or never to be opened again: the file is deleted in any case.
        }
    }

    private Connection open(String name) {
        return target.inDatabase(name).connect(SessionTag.cli("scratch"));
    }

    private Path file(String name, String suffix) {
        return Path.of(target.dialect().databaseOf(target.inDatabase(name).properties()) + suffix)
                .toAbsolutePath();
    }

    private <T> T files(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw Refusal.failed(
                    "scratch-files",
                    "Target " + target + " answered while " + doing + ": " + e.getMessage()
                            + ". Check the folder's free space and rights.");
        }
    }
}

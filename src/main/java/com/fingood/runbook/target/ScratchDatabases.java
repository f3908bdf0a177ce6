package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Databases of ours beside a target: copies of a verified backup, clones of those. They hold personal data, so nobody else may connect,
 * and they end with their run. Only names with our prefix are ever created or dropped.
 */
public final class ScratchDatabases {

    public static final String PREFIX = "rb_scratch_";

    private static final int FILE_COPY_FROM = 15;

    private final Target target;

    public ScratchDatabases(Target target) {
        this.target = target;
    }

    /** The name of a run's clone: always the same, so that a second attempt replaces what a crash left. */
    public static String cloneNameOf(String run) {
        return PREFIX + "c_" + Fingerprint.sha256(run).substring(0, 20);
    }

    /**
     * A copy of a scratch database that nobody is connected to.
     *
     * @param template name of a scratch database
     * @param name of the clone; replaced when it is there
     * @throws Refusal FAILED or UNREACHABLE with the server's words
     */
    public Target cloneFrom(String template, String name) {
        demandOurs(template);
        drop(name);
        if (isH2()) {
            copyFile(template, name);
        } else {
            createFromTemplate(template, name);
        }
        return target.inDatabase(name);
    }

    /** Drops a scratch database; one that is gone already is no error. */
    public void drop(String name) {
        demandOurs(name);
        if (isH2()) {
            deleteFiles(name);
            return;
        }
        try (Connection connection = target.connectBeside(SessionTag.cli("drop-scratch"));
                Statement statement = connection.createStatement()) {
            // FORCE ends sessions of a dead rehearsal; the name is one that we made.
            statement.execute("DROP DATABASE IF EXISTS " + target.dialect().quote(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "dropping scratch database " + name, e);
        }
    }

    /** All scratch databases on the target's server (H2: in its folder) that belong to our role. */
    public List<String> list() {
        return isH2() ? listFiles() : listDatabases();
    }

    private void createFromTemplate(String template, String name) {
        try (Connection connection = target.connectBeside(SessionTag.cli("clone-scratch"));
                Statement statement = connection.createStatement()) {
            String copy = target.dialect().majorVersion(connection) >= FILE_COPY_FROM ? " STRATEGY file_copy" : "";
            statement.execute("CREATE DATABASE " + target.dialect().quote(name) + " TEMPLATE "
                    + target.dialect().quote(template) + copy);
            statement.execute("REVOKE CONNECT ON DATABASE " + target.dialect().quote(name) + " FROM PUBLIC");
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "cloning scratch database " + template, e);
        }
    }

    private List<String> listDatabases() {
        List<String> names = new ArrayList<>();
        try (Connection connection = target.connectBeside(SessionTag.cli("list-scratch"));
                PreparedStatement query = connection.prepareStatement(
                        "SELECT datname FROM pg_database WHERE starts_with(datname, ?) AND pg_get_userbyid(datdba) = current_user"
                                + " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = pg_database.oid) ORDER BY 1")) {
            query.setString(1, PREFIX);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "listing scratch databases", e);
        }
    }

    private boolean isH2() {
        return target.dialect().name().equals("h2");
    }

    private Path file(String name) {
        return Path.of(target.dialect().databaseOf(target.inDatabase(name).properties()) + ".mv.db");
    }

    private void copyFile(String template, String name) {
        try {
            Files.copy(file(template), file(name), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw Refusal.failed(
                    "clone-failed", "Scratch database " + template + " can't be copied: " + e.getMessage() + ".");
        }
    }

    private void deleteFiles(String name) {
        try {
            Files.deleteIfExists(file(name));
            Files.deleteIfExists(Path.of(file(name).toString().replace(".mv.db", ".trace.db")));
        } catch (IOException e) {
            throw Refusal.failed(
                    "drop-failed", "Scratch database " + name + " can't be deleted: " + e.getMessage() + ".");
        }
    }

    private List<String> listFiles() {
        Path folder = file(PREFIX).getParent();
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(".mv.db"))
                    .map(name -> name.substring(0, name.length() - ".mv.db".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void demandOurs(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a scratch database: " + name);
        }
    }
}

package com.fingood.runbook.validation.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** How many bytes the target's database has. */
final class DatabaseSize {

    private static final String H2_SUFFIX = ".mv.db";

    private DatabaseSize() {}

    static long of(Visit visit) throws SQLException, IOException {
        return visit.isPostgres()
                ? visit.catalogue().one("SELECT pg_database_size(current_database())", row -> row.getLong(1))
                : Files.size(h2File(visit));
    }

    static Path h2File(Visit visit) {
        String path = visit.target().dialect().databaseOf(visit.properties());
        String home = path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
        return Path.of(home + H2_SUFFIX).toAbsolutePath();
    }
}

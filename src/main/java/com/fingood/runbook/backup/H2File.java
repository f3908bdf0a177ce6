package com.fingood.runbook.backup;

import com.fingood.runbook.target.Target;

import java.nio.file.Path;

/** The file that holds an H2 database. */
final class H2File {

    private static final String SUFFIX = ".mv.db";

    private H2File() {}

    static Path of(Target target) {

        String path = target.dialect().databaseOf(target.properties());
        String home = path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
        return Path.of(home + SUFFIX).toAbsolutePath().normalize();
    }
}

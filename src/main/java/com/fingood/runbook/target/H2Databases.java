package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes H2 database files; connecting alone never does. */
public final class H2Databases {

    private H2Databases() {}

    /**
     * Makes H2 serve other processes on the loopback interface only. To be called before H2's first class is loaded, by whoever
     * opens a database of its own before any target.
     */
    public static void bindToLoopback() {
        H2Connector.bindToLoopback();
    }

    /**
     * Creates the empty file, its administrator being the properties' user, with the folders above it; leaves an existing one as it is.
     *
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE when the file can't be made or belongs to another user
     */
    public static void create(TargetProperties properties) {
        try (Connection connection = H2Connector.create(properties, SessionTag.cli("create"))) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw TargetFailure.of(H2Url.fileOf(properties.url()), "creating the file", e);
        }
    }
}

package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Refusal;

import java.sql.SQLException;

/** Whether the target answers, takes writes, and has no issue that a migration would meet or make worse. */
final class DatabaseHealth implements EnvironmentChecks.Looking {

    @Override
    public void look(Visit visit, Points points) {
        points.add("connectivity", () -> connectivity(visit));
        points.add("accepts-writes", () -> acceptsWrites(visit));
        if (visit.isPostgres()) {
            SessionHealth sessions = new SessionHealth(visit);
            points.add("long-transactions", sessions::longTransactions);
            points.add("blocked-sessions", sessions::blocked);
            points.add("prepared-transactions", sessions::prepared);
            StorageHealth storage = new StorageHealth(visit);
            points.add("invalid-indexes", storage::invalidIndexes);
            points.add("dead-tuples", storage::deadTuples);
            points.add("wraparound", storage::wraparound);
            points.add("checksums", storage::checksums);
        } else {
            H2Health h2 = new H2Health(visit);
            points.add("long-transactions", h2::longTransactions);
            points.add("blocked-sessions", h2::blocked);
            points.add("prepared-transactions", h2::prepared);
            points.add("invalid-indexes", () -> Finding.notApplicable("H2 has no index that is there and not valid."));
            points.add("dead-tuples", () -> Finding.notApplicable("H2 keeps no count of dead rows."));
            points.add("wraparound", () -> Finding.notApplicable("H2's transaction ids do not wrap around."));
            points.add(
                    "checksums", () -> Finding.notApplicable("H2 counts no checksum failures; it refuses a bad page."));
        }
    }

    private static Finding connectivity(Visit visit) throws SQLException {
        try {
            Catalogue catalogue = visit.catalogue();
            catalogue.one("SELECT 1", row -> row.getInt(1));
            var server = catalogue.connection().getMetaData();
            return Finding.passed("%s %s let %s in and answered; opening the session took %d ms."
                    .formatted(
                            server.getDatabaseProductName(),
                            server.getDatabaseProductVersion(),
                            visit.properties().username(),
                            visit.connectMillis()));
        } catch (Refusal e) {
            return Finding.failed(e.getMessage(), "Bring the server up or repair the configuration, then check again.");
        }
    }

    private static Finding acceptsWrites(Visit visit) throws SQLException {
        Catalogue catalogue = visit.catalogue();
        if (!visit.isPostgres()) {
            return catalogue.isTrue("READONLY()")
                    ? Finding.failed("The file is open for reading only.", "Make the file writable for this user.")
                    : Finding.passed("The file takes writes.");
        }
        if (catalogue.isTrue("pg_is_in_recovery()")) {
            return Finding.failed(
                    "The server is a standby: it takes no writes.", "Point " + visit.key("url") + " at the primary.");
        }
        // Our own session is set to reading only, so the default is what it would be reset to.
        boolean readOnly = catalogue.one(
                "SELECT reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only'",
                row -> row.getBoolean(1));
        return readOnly
                ? Finding.failed(
                        "default_transaction_read_only is on for this role and database, so sessions read only.",
                        "Find out who set it and why (\\drds in psql), then reset it.")
                : Finding.passed("The server is a primary and takes writes.");
    }
}

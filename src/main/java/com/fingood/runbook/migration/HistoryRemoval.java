package com.fingood.runbook.migration;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;

/**
 * Takes the version's row out of Flyway's history and writes the journal, on the undo's own session and in its transaction: either the
 * undo, the removal and the entry happen, or none of them.
 */
final class HistoryRemoval implements Callback {

    private final MigrationSession session;
    private final Clock clock;
    private final UndoRequest request;
    private final String version;
    private final Script undo;
    private final String schemaBefore;
    private String schemaAfter;

    HistoryRemoval(
            MigrationSession session,
            Clock clock,
            UndoRequest request,
            String version,
            Script undo,
            String schemaBefore) {
        this.session = session;
        this.clock = clock;
        this.request = request;
        this.version = version;
        this.undo = undo;
        this.schemaBefore = schemaBefore;
    }

    /** Digest of the schema as the undo left it; null until then. */
    String schemaAfter() {
        return schemaAfter;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            boolean alone = connection.getAutoCommit();
            connection.setAutoCommit(false);
            remove(connection);
            schemaAfter =
                    Aftermath.schema(connection, session.target().dialect()).digest();
            UndoJournal.add(connection, session.qualified(UndoJournal.TABLE), entry());
            if (alone) {
                // The script ran outside a transaction; row and entry at least belong together.
                connection.commit();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new HistoryNotAsExpected(ErrorWords.of(e), e);
        }
    }

    private void remove(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM "
                + session.qualified(TargetFlyway.HISTORY) + " WHERE \"version\" = ? AND \"type\" <> 'BASELINE'")) {
            delete.setString(1, version);
            int rows = delete.executeUpdate();
            if (rows != 1) {
                throw new HistoryNotAsExpected(
                        "the history holds " + rows + " rows of version " + version + " instead of one", null);
            }
        }
    }

    private UndoneVersion entry() {
        return new UndoneVersion(
                request.run() == null ? null : request.run().value(),
                version,
                undo.name(),
                undo.sha256(),
                clock.instant(),
                request.actor(),
                request.reason(),
                schemaBefore,
                schemaAfter);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "history";
    }

    /** Stops the undo before it is committed. */
    static final class HistoryNotAsExpected extends RuntimeException {
        HistoryNotAsExpected(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table of ours beside Flyway's history that only ever grows. H2 has no trigger without Java code: there it can be edited. */
final class JournalTable {

    private static final String REFUSE_CHANGES =
            """
            CREATE OR REPLACE FUNCTION "%1$s_only_grows"() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''%1$s only grows: %% is refused'', TG_OP; END';
            CREATE TRIGGER "%1$s_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "%1$s"
            FOR EACH STATEMENT EXECUTE FUNCTION "%1$s_only_grows"()""";

    private JournalTable() {}

    /** Creates it on first need, in the schema of Flyway's history. */
    static void prepare(Connection connection, Dialect dialect, String table, String create) throws SQLException {
        if (HistoryReader.exists(connection, table)) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(create);
            if (!dialect.name().equals("h2")) {
                statement.execute(REFUSE_CHANGES.formatted(table));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.measured.MeasuredRules;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Says of a statement that failed on the rows that are there which constraint it was and how many rows violate it. Counts in the very
 * transaction, gone back to right before the statement, so that what the script changed before is counted as it was then.
 */
final class Violations {

    private static final String MARK = "runbook_before_statement";

    /** @param message of the server, with its detail */
    record Failed(String file, Integer line, String sql, String state, String message) {}

    private Violations() {}

    static void mark(Connection connection) throws SQLException {
        execute(connection, "SAVEPOINT " + MARK);
    }

    static void release(Connection connection) throws SQLException {
        execute(connection, "RELEASE SAVEPOINT " + MARK);
    }

    static long backendOf(Connection connection) throws SQLException {
        return number(connection, "SELECT pg_catalog.pg_backend_pid()");
    }

    /**
     * @param askable false = the transaction is failed and there is no mark to go back to
     * @param marked whether there is one
     */
    static Finding finding(Connection connection, boolean askable, boolean marked, Failed failed) {
        boolean open = askable && (!marked || isBackAtMark(connection));
        BrokenConstraint broken = BrokenConstraint.of(
                failed.sql(), failed.state(), failed.message(), table -> open ? primaryKey(connection, table) : null);
        Optional<Long> rows = open ? count(connection, broken) : Optional.empty();
        String words = broken.words()
                + rows.map(n -> ": " + n + " row(s) violate it")
                        .orElse(": how many rows violate it could not be counted")
                + ".";
        return MeasuredRules.failsOnData(
                failed.file(), failed.line(), StatementWords.of(failed.sql()), broken.table(), words);
    }

    private static boolean isBackAtMark(Connection connection) {
        try {
            execute(connection, "ROLLBACK TO SAVEPOINT " + MARK);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static Optional<Long> count(Connection connection, BrokenConstraint broken) {
        if (broken.counting() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(number(connection, broken.counting()));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static String primaryKey(Connection connection, String table) {
        String[] columns = new String[1];
        try {
            TraceQueries.each(
                    connection,
                    "SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) FROM pg_catalog.pg_constraint c,"
                            + " unnest(c.conkey) WITH ORDINALITY k (number, place), pg_catalog.pg_attribute a"
                            + " WHERE c.contype = 'p' AND c.conrelid = to_regclass(" + TraceQueries.literal(table)
                            + ") AND a.attrelid = c.conrelid AND a.attnum = k.number",
                    row -> columns[0] = row.getString(1));
            return columns[0];
        } catch (SQLException e) {
            return null;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

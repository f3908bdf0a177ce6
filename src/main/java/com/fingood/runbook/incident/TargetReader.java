package com.fingood.runbook.incident;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.MaskedSql;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what a server says about itself on one session, which waits neither long for a lock nor for an answer: what is looked at may
 * well stand still. A column named {@code statement} is masked.
 */
final class TargetReader implements AutoCloseable {

    private static final int SECONDS = 20;
    private static final String STATEMENT = "statement";

    private final Target target;
    private final SessionTag tag;
    private Connection connection;
    private Refusal away;

    TargetReader(Target target, SessionTag tag) {
        this.target = target;
        this.tag = tag;
    }

    List<Map<String, Object>> rows(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setQueryTimeout(SECONDS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<Map<String, Object>> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    /** Asked for once: a server that is away keeps nobody waiting for each part. */
    private Connection connection() throws SQLException {
        if (away != null) {
            throw away;
        }
        if (connection == null) {
            try {
                connection = patientFor(target, tag);
            } catch (Refusal e) {
                away = e;
                throw e;
            }
        }
        return connection;
    }

    /** A session that gives up a wait for a lock after two seconds. */
    static Connection patientFor(Target target, SessionTag tag) throws SQLException {
        Connection connection = target.connect(tag);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    target.dialect().name().equals("h2") ? "SET LOCK_TIMEOUT 2000" : "SET lock_timeout = '2s'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            String value = rows.getString(i);
            row.put(name, name.equals(STATEMENT) ? MaskedSql.of(value) : value);
        }
        return row;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // Nothing hangs on it: it only read.
            connection = null;
        }
    }
}

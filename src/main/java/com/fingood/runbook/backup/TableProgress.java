package com.fingood.runbook.backup;

import com.fingood.runbook.run.Progress;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the tools' verbose lines which table they are at. */
final class TableProgress implements Consumer<String> {

    private static final Pattern TABLE =
            Pattern.compile("pg_\\w+: (?:dumping contents of|processing data for) table (.+)");

    private final Progress progress;
    private final int of;
    private int started;

    TableProgress(Progress progress, int of) {
        this.progress = progress;
        this.of = of;
    }

    TableProgress(Progress progress, Connection connection) throws SQLException {
        this(progress, tables(connection));
    }

    @Override
    public void accept(String line) {
        Matcher table = TABLE.matcher(line);
        if (table.matches()) {
            // Started, not done: the tools say nothing at the end of a table.
            progress.report(Math.min(started++, of), of, "table " + table.group(1));
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'")) {
            row.next();
            return row.getInt(1);
        }
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.target.Fingerprint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An INVALID index that an interrupted concurrent build of a script left behind.
 *
 * @param name qualified and quoted
 * @param key in a fingerprint
 * @param busy somebody holds the lock of builds and vacuums on its table: it may be a build under way
 */
record LeftIndex(String name, String key, boolean busy) {

    private static final String INVALID =
            """
            SELECT format('%I.%I', n.nspname, c.relname), format('index:%I.%I.%I', tn.nspname, t.relname, c.relname), c.relname, t.relname,
                   EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.relation = t.oid AND l.granted AND l.pid <> pg_backend_pid()
                     AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                     AND l.mode = 'ShareUpdateExclusiveLock')
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
             WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1""";

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)");
    private static final Pattern BUILD = Pattern.compile(
            "(?is)\\bINDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(.*?)\\bON\\b\\s*(?:ONLY\\s+)?([^(]*)");
    private static final Pattern REBUILT = Pattern.compile("(.*)_cc(?:new|old)\\d*");

    /** What a script builds: names of indexes, or of tables where the server chooses the index's name. */
    private record Built(Set<String> indexes, Set<String> tables, Set<String> rebuilt) {

        boolean may(String index, String table, boolean knownNew) {
            if (indexes.contains(index)) {
                return true;
            }
            Matcher copy = REBUILT.matcher(index);
            if (!rebuilt.isEmpty() && copy.matches()) {
                return knownNew || rebuilt.contains(copy.group(1)) || rebuilt.contains(table);
            }
            return knownNew && tables.contains(table);
        }
    }

    /** @param before null = not known; then only what the script names itself counts */
    static List<LeftIndex> of(Connection connection, String script, Fingerprint before) throws SQLException {
        Built built = built(script);
        List<LeftIndex> left = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INVALID)) {
            while (row.next()) {
                boolean isNew = before != null && !before.schema().containsKey(row.getString(2));
                if ((before == null || isNew) && built.may(row.getString(3), row.getString(4), isNew)) {
                    left.add(new LeftIndex(row.getString(1), row.getString(2), row.getBoolean(5)));
                }
            }
        }
        return left;
    }

    private static Built built(String script) {
        Built built = new Built(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (SqlStatement statement : SqlStatements.of(script)) {
            if (!statement.words().contains("CONCURRENTLY")) {
                continue;
            }
            if (statement.firstWord().equals("REINDEX")) {
                built.rebuilt().addAll(names(statement.text()));
            } else if (statement.firstWord().equals("CREATE")) {
                Matcher build = BUILD.matcher(statement.text());
                if (build.find()) {
                    Set<String> index = names(build.group(1));
                    built.indexes().addAll(index);
                    if (index.isEmpty()) {
                        built.tables().addAll(names(build.group(2)));
                    }
                }
            }
        }
        return built;
    }

    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(
                    matcher.group(1) == null
                            ? matcher.group(2).toLowerCase(Locale.ROOT)
                            : matcher.group(1).replace("\"\"", "\""));
        }
        return names;
    }
}

package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may do what with the database of a connection. Rights are compared as a set; who granted them does not count. */
final class DatabaseAcl {

    private static final String READ =
            """
            SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END, a.privilege_type, bool_or(a.is_grantable)
              FROM pg_catalog.pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
             WHERE d.datname = current_database() AND (a.grantee = 0 OR r.oid IS NOT NULL) GROUP BY 1, 2 ORDER BY 1, 2""";

    /** The owner keeps its way in, and no other grantee does. */
    private static final String TO_REVOKE =
            """
            SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END
              FROM pg_catalog.pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
              LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
             WHERE d.datname = current_database() AND a.privilege_type = 'CONNECT' AND a.grantee <> d.datdba
               AND (a.grantee = 0 OR r.oid IS NOT NULL)""";

    private DatabaseAcl() {}

    /** A line per grantee and right: {@code grantee<tab>right<tab>may grant it on}, sorted. */
    static List<String> lines(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            while (row.next()) {
                lines.add(row.getString(1) + "\t" + row.getString(2) + "\t" + row.getBoolean(3));
            }
        }
        return lines;
    }

    /** @return whom CONNECT was taken from */
    static List<String> revokeConnect(Connection connection) throws SQLException {
        List<String> grantees = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(TO_REVOKE)) {
                while (row.next()) {
                    grantees.add(row.getString(1));
                }
            }
            for (String grantee : grantees) {
                statement.execute(
                        "REVOKE CONNECT ON DATABASE " + database(connection) + " FROM " + grantee + " CASCADE");
            }
        }
        return grantees;
    }

    /** @return what is not as it was, in words */
    static List<String> restoreConnect(Connection connection, List<String> before) throws SQLException {
        List<String> words = new ArrayList<>();
        List<String> now = lines(connection);
        try (Statement statement = connection.createStatement()) {
            for (String line : before) {
                String[] grant = line.split("\t");
                if (!grant[1].equals("CONNECT") || now.contains(line)) {
                    continue;
                }
                if (!grant[0].equals("PUBLIC") && !exists(statement, grant[0])) {
                    words.add("role " + grant[0] + " is not there any more, so nothing was granted to it");
                    continue;
                }
                statement.execute("GRANT CONNECT ON DATABASE " + database(connection) + " TO " + grant[0]
                        + (grant[2].equals("true") ? " WITH GRANT OPTION" : ""));
            }
        }
        Set<String> added = new TreeSet<>(lines(connection));
        before.forEach(added::remove);
        added.forEach(line -> words.add("granted meanwhile, and left: " + line.replace('\t', ' ')));
        return words;
    }

    private static boolean exists(Statement statement, String quoted) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT to_regrole('" + quoted.replace("'", "''") + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String database(Connection connection) throws SQLException {
        return Identifiers.quoted(connection.getCatalog());
    }
}

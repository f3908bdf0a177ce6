package com.fingood.runbook.backup;

import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL database as a whole: what a dump of it does not contain, creating one like it, dropping it. */
final class PostgresDatabase {

    // Through jsonb, because the columns for the locale have other names on other versions.
    private static final String READ =
            """
            SELECT d.datname, pg_get_userbyid(d.datdba), pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
                   CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                   coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'), to_jsonb(d)->>'daticurules',
                   t.spcname, d.datconnlimit, shobj_description(d.oid, 'pg_database')
            FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
            WHERE d.datname = %s""";

    private static final String ACL =
            """
            SELECT coalesce(r.rolname, ''), a.privilege_type, a.is_grantable
            FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
            LEFT JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.datname = %s AND (r.oid IS NOT NULL OR a.grantee = 0) ORDER BY 1, 2""";

    private static final String SETTINGS =
            """
            SELECT r.rolname, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
            FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
            LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) c
            WHERE d.datname = %s ORDER BY 1 NULLS FIRST, 2""";

    private PostgresDatabase() {}

    /** The database of this connection. */
    static DatabaseRecord read(Connection connection) throws SQLException {
        return read(connection, "current_database()");
    }

    /** Another database of the same server; null when there is none. */
    static DatabaseRecord readNamed(Connection connection, String name) throws SQLException {
        return read(connection, literal(connection, name));
    }

    private static DatabaseRecord read(Connection connection, String name) throws SQLException {
        List<DatabaseRecord.Grant> acl = new ArrayList<>();
        List<DatabaseRecord.Setting> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ACL.formatted(name))) {
                while (row.next()) {
                    acl.add(new DatabaseRecord.Grant(row.getString(1), row.getString(2), row.getBoolean(3)));
                }
            }
            try (ResultSet row = statement.executeQuery(SETTINGS.formatted(name))) {
                while (row.next()) {
                    settings.add(new DatabaseRecord.Setting(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            try (ResultSet row = statement.executeQuery(READ.formatted(name))) {
                return row.next() ? record(row, acl, settings) : null;
            }
        }
    }

    private static DatabaseRecord record(
            ResultSet row, List<DatabaseRecord.Grant> acl, List<DatabaseRecord.Setting> settings) throws SQLException {
        return new DatabaseRecord(
                row.getString(1),
                row.getString(2),
                new DatabaseRecord.Locale(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                row.getString(9),
                row.getInt(10),
                acl,
                settings,
                row.getString(11));
    }

    /** Like the given one; only its owner may connect. */
    static void create(Connection connection, Dialect dialect, DatabaseRecord like, String name) throws SQLException {
        DatabaseRecord.Locale locale = like.locale();
        StringBuilder sql = new StringBuilder("CREATE DATABASE ").append(dialect.quote(name));
        sql.append(" OWNER ").append(dialect.quote(like.owner())).append(" TEMPLATE template0");
        option(connection, sql, "ENCODING", locale.encoding());
        option(connection, sql, "LC_COLLATE", locale.collate());
        option(connection, sql, "LC_CTYPE", locale.ctype());
        if (!locale.provider().equals("libc")) {
            sql.append(" LOCALE_PROVIDER ").append(locale.provider());
            option(
                    connection,
                    sql,
                    locale.provider().equals("icu") ? "ICU_LOCALE" : "BUILTIN_LOCALE",
                    locale.providerLocale());
            option(connection, sql, "ICU_RULES", locale.rules());
        }
        if (!like.tablespace().equals("pg_default")) {
            sql.append(" TABLESPACE ").append(dialect.quote(like.tablespace()));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.toString());
            // It holds everybody's data from the first row on.
            statement.execute("REVOKE ALL ON DATABASE " + dialect.quote(name) + " FROM PUBLIC");
        }
    }

    private static void option(Connection connection, StringBuilder sql, String option, String value)
            throws SQLException {
        if (value != null) {
            sql.append(' ').append(option).append(' ').append(literal(connection, value));
        }
    }

    static String literal(Connection connection, String value) throws SQLException {
        try (PreparedStatement quote = connection.prepareStatement("SELECT quote_literal(?)")) {
            quote.setString(1, value);
            try (ResultSet row = quote.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

package com.fingood.runbook.backup;

import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives a restored database the rights, settings, connection limit and comment of the backed up one. What can't be given back
 * becomes a warning with the statement that does it. CONNECT that the replaced database withholds right now stays withheld: a
 * restore must not lift a fence.
 */
final class PostgresDressing {

    /** Their values are lists of names, and a list quoted as one text would be one name. */
    private static final Set<String> NAME_LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "local_preload_libraries",
            "shared_preload_libraries");

    private final Connection beside;
    private final Dialect dialect;
    private final String name;
    private final String finalName;
    private final List<String> warnings = new ArrayList<>();

    /** @param name what it is called now; @param finalName what it will be called: warnings name that */
    PostgresDressing(Connection beside, Dialect dialect, String name, String finalName) {
        this.beside = beside;
        this.dialect = dialect;
        this.name = name;
        this.finalName = finalName;
    }

    /** @param replaced the database that will be replaced as it is now, or null */
    List<String> apply(DatabaseRecord record, DatabaseRecord replaced) throws SQLException {
        List<DatabaseRecord.Grant> wanted = wanted(record, replaced);
        rights(wanted);
        run("ALTER DATABASE %s CONNECTION LIMIT " + record.connectionLimit(), "");
        if (record.comment() != null) {
            run("COMMENT ON DATABASE %s IS " + PostgresDatabase.literal(beside, record.comment()), "");
        }
        for (DatabaseRecord.Setting setting : record.settings()) {
            setting(setting);
        }
        compare(record, wanted);
        return List.copyOf(warnings);
    }

    private List<DatabaseRecord.Grant> wanted(DatabaseRecord record, DatabaseRecord replaced) {
        if (replaced == null) {
            return record.acl();
        }
        Set<String> mayConnect = replaced.acl().stream()
                .filter(PostgresDressing::isConnect)
                .map(DatabaseRecord.Grant::grantee)
                .collect(Collectors.toSet());
        Set<String> withheld = record.acl().stream()
                .filter(PostgresDressing::isConnect)
                .map(DatabaseRecord.Grant::grantee)
                .filter(grantee -> !mayConnect.contains(grantee) && !grantee.equals(record.owner()))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String grantee : withheld) {
            warnings.add("CONNECT stays withheld from " + who(grantee)
                    + ", as on the replaced database (a fence). Resuming"
                    + " writes gives it back; by hand: GRANT CONNECT ON DATABASE " + dialect.quote(finalName) + " TO "
                    + who(grantee));
        }
        return record.acl().stream()
                .filter(grant -> !(isConnect(grant) && withheld.contains(grant.grantee())))
                .toList();
    }

    private void rights(List<DatabaseRecord.Grant> wanted) throws SQLException {
        Set<String> present = new TreeSet<>(Set.of(""));
        PostgresDatabase.readNamed(beside, name).acl().forEach(grant -> present.add(grant.grantee()));
        for (String grantee : present) {
            run("REVOKE ALL ON DATABASE %s FROM " + who(grantee), "");
        }
        for (DatabaseRecord.Grant grant : wanted) {
            run(
                    "GRANT " + grant.privilege() + " ON DATABASE %s TO " + who(grant.grantee())
                            + (grant.grantable() ? " WITH GRANT OPTION" : ""),
                    "");
        }
    }

    private void setting(DatabaseRecord.Setting setting) throws SQLException {
        String whose = setting.role() == null
                ? "ALTER DATABASE %s"
                : "ALTER ROLE " + dialect.quote(setting.role()) + " IN DATABASE %s";
        // The value may be a secret of the application, so a warning names the setting only.
        run(whose + " SET " + dialect.quote(setting.name()) + " TO ", value(setting));
    }

    private String value(DatabaseRecord.Setting setting) throws SQLException {
        if (!NAME_LISTS.contains(setting.name())) {
            return PostgresDatabase.literal(beside, setting.value());
        }
        List<String> names = new ArrayList<>();
        for (String listed : NameList.split(setting.value())) {
            names.add(PostgresDatabase.literal(beside, listed));
        }
        return names.isEmpty() ? "''" : String.join(", ", names);
    }

    /** @param hidden end of the statement that no message shows */
    private void run(String sql, String hidden) {
        try (Statement statement = beside.createStatement()) {
            statement.execute(sql.replace("%s", dialect.quote(name)) + hidden);
        } catch (SQLException e) {
            String shown = sql.replace("%s", dialect.quote(finalName))
                    + (hidden.isEmpty() ? "" : "<the value in database.json>");
            String right = sql.startsWith("ALTER ROLE")
                    ? " The role needs CREATEROLE (and from PostgreSQL 16 ADMIN OPTION on that role), or a superuser must run: "
                    : " A role that may must run: ";
            warnings.add(TargetFailure.firstLine(e) + "." + right + shown);
        }
    }

    private void compare(DatabaseRecord record, List<DatabaseRecord.Grant> wanted) throws SQLException {
        DatabaseRecord now = PostgresDatabase.readNamed(beside, name);
        boolean same = new HashSet<>(now.acl()).equals(new HashSet<>(wanted))
                && new HashSet<>(now.settings()).equals(new HashSet<>(record.settings()))
                && now.connectionLimit() == record.connectionLimit();
        if (!same && warnings.isEmpty()) {
            warnings.add("Rights or settings of " + finalName
                    + " are not those of the backup; compare them with database.json" + " in its folder.");
        }
    }

    private String who(String grantee) {
        return grantee.isEmpty() ? "PUBLIC" : dialect.quote(grantee);
    }

    private static boolean isConnect(DatabaseRecord.Grant grant) {
        return grant.privilege().equals("CONNECT");
    }
}

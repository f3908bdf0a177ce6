package com.fingood.runbook.migration;

import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extensions that only a superuser may create, since their code can do whatever the server can. */
final class UntrustedExtensions {

    private static final Pattern CREATE =
            Pattern.compile("create extension (?:if not exists )?([\\w-]+)", Pattern.CASE_INSENSITIVE);

    private UntrustedExtensions() {}

    /** @throws Refusal REFUSED {@code cluster-wide-statement} */
    static void demandNone(Connection connection, Dialect dialect, List<Script> scripts) throws SQLException {
        if (dialect.name().equals("h2")) {
            return;
        }
        for (Script script : scripts) {
            if (!script.text().toLowerCase(java.util.Locale.ROOT).contains("extension")) {
                continue;
            }
            for (SqlStatement statement : SqlStatements.of(CopyData.without(script.text()))) {
                Matcher create = CREATE.matcher(VisibleText.of(statement.text()));
                if (create.find() && isUntrusted(connection, create.group(1))) {
                    throw Refusal.refused(
                            "cluster-wide-statement",
                            "Nothing was run: " + script.name() + ":" + statement.line() + " creates extension "
                                    + create.group(1)
                                    + ", which is not trusted: its code can reach the whole server. Have the server's"
                                    + " administrators create it before, and take it out of the change.");
                }
            }
        }
    }

    private static boolean isUntrusted(Connection connection, String name) throws SQLException {
        // Through jsonb, since before 13 there was no such column and nothing was trusted.
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT bool_or(superuser AND NOT coalesce((to_jsonb(v)->>'trusted')::boolean, false))"
                        + " FROM pg_catalog.pg_available_extension_versions v WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Scripts that may have changed rows without anybody being able to see it afterwards: rows leave no mark in a schema. */
public final class UnseenRows {

    /** Statements of which the schema tells whether they happened. */
    private static final Set<String> SEEN_IN_SCHEMA =
            Set.of("CREATE", "DROP", "ALTER", "REINDEX", "VACUUM", "ANALYZE", "COMMENT", "GRANT", "REVOKE", "SET");

    private static final Pattern OUTSIDE = Pattern.compile("(?im)^\\s*executeInTransaction\\s*[=:]\\s*false\\s*$");

    private UnseenRows() {}

    /**
     * Whether an attempt that broke off may have left changed rows behind although schema and history are as before: its settings keep
     * it out of a transaction, so rows and history row are not committed together.
     */
    public static boolean possible(Change change) {
        boolean outside = change.scriptSettings()
                .filter(settings -> OUTSIDE.matcher(settings.text()).find())
                .isPresent();
        return outside && anyChangesRows(Script.of(change.script()));
    }

    static boolean anyChangesRows(Script script) {
        List<SqlStatement> statements = SqlStatements.of(CopyData.without(script.text()));
        return statements.stream().anyMatch(statement -> !SEEN_IN_SCHEMA.contains(statement.firstWord()));
    }
}

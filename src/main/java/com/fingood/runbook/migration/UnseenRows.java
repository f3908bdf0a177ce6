package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.target.Target;

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
        return isOutside(change) && anyChangesRows(Script.of(change.script()));
    }

    /**
     * Whether rows may be missing although the schema is the one that the rehearsal led to and only the history row is absent: outside a
     * transaction, and on H2, where a schema statement commits what came before it and not what comes after.
     */
    public static boolean mayBeMissing(Target target, Change change) {
        boolean pieces = isOutside(change) || target.dialect().name().equals("h2");
        return pieces && anyChangesRows(Script.of(change.script()));
    }

    private static boolean isOutside(Change change) {
        return change.scriptSettings()
                .filter(settings -> OUTSIDE.matcher(settings.text()).find())
                .isPresent();
    }

    static boolean anyChangesRows(Script script) {
        List<SqlStatement> statements = SqlStatements.of(CopyData.without(script.text()));
        return statements.stream().anyMatch(statement -> !SEEN_IN_SCHEMA.contains(statement.firstWord()));
    }
}

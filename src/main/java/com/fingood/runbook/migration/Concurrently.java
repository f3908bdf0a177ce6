package com.fingood.runbook.migration;

import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;

import java.util.List;

/**
 * Statements that work outside a transaction beside everybody else: they wait for the transactions of others to end while nobody
 * queues behind them, so a short wait for locks would only make them fail.
 */
final class Concurrently {

    private Concurrently() {}

    /** @param sql one statement */
    static boolean is(String sql) {
        return SqlStatements.of(sql).stream().anyMatch(Concurrently::is);
    }

    private static boolean is(SqlStatement statement) {
        List<String> words = statement.words();
        return switch (statement.firstWord()) {
            case "CREATE", "DROP" -> words.stream().limit(4).anyMatch("INDEX"::equals)
                    && words.stream().limit(5).anyMatch("CONCURRENTLY"::equals);
            case "VACUUM" -> !words.contains("FULL");
            default -> isUnknownToFlyway(statement);
        };
    }

    /**
     * Whether a script is one such statement that Flyway would run in a transaction, where the server refuses it (25001). Beside other
     * statements it stays refused: without a transaction those would be committed one by one.
     */
    static boolean needsSettings(String script) {
        List<SqlStatement> statements = SqlStatements.of(script);
        return statements.size() == 1 && isUnknownToFlyway(statements.get(0));
    }

    private static boolean isUnknownToFlyway(SqlStatement statement) {
        List<String> words = statement.words();
        return words.contains("CONCURRENTLY")
                && (statement.firstWord().equals("REINDEX")
                        || statement.firstWord().equals("ALTER") && words.contains("DETACH"));
    }
}

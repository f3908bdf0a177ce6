package com.fingood.runbook.change;

import java.util.List;
import java.util.Set;

/**
 * One statement of a script.
 *
 * @param line where it starts in the script, from 1
 * @param text as written, comments included, without the closing semicolon
 * @param words its bare words in upper case, outside of strings, quoted names and comments
 */
public record SqlStatement(int line, String text, List<String> words) {

    private static final Set<String> TRANSACTION_WORDS = Set.of(
            "COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN", "START", "SAVEPOINT", "RELEASE", "DISCARD", "CHECKPOINT");
    private static final Set<String> IDENTITY_SETTINGS =
            Set.of("TRANSACTION", "CHARACTERISTICS", "AUTHORIZATION", "ROLE", "AUTOCOMMIT", "SESSION_REPLICATION_ROLE");
    private static final Set<String> QUERY_WORDS = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    public SqlStatement {
        words = List.copyOf(words);
    }

    public String firstWord() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** Whether it reads: the only kind that an integrity check may hold. A WITH that writes is left to the read-only transaction. */
    public boolean isQuery() {
        return QUERY_WORDS.contains(firstWord());
    }

    /** Whether it would end, split or widen the transaction it runs in, or change who runs it. */
    public boolean controlsTransaction() {
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (firstWord()) {
            case "PREPARE" -> second.equals("TRANSACTION");
            case "SET", "RESET" -> words.stream().skip(1).limit(3).anyMatch(IDENTITY_SETTINGS::contains);
            default -> TRANSACTION_WORDS.contains(firstWord());
        };
    }
}

package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * An index that would help.
 *
 * @param table with its schema
 * @param name that the index would have
 * @param reason why, in words without values
 * @param proven whether a real index was tried on a copy and a plan took it and touched less; an unproven one is a guess
 * @param effects every query that was tried; empty when unproven
 * @param bytes size of the index on the copy; null when unproven
 * @param buildMillis how long its building took on the copy; null when unproven
 */
public record IndexSuggestion(
        TableName table,
        List<String> columns,
        String name,
        String reason,
        boolean proven,
        List<IndexEffect> effects,
        Long bytes,
        Long buildMillis) {

    public IndexSuggestion {
        columns = List.copyOf(columns);
        effects = List.copyOf(effects);
    }

    static IndexSuggestion unproven(IndexCandidate candidate) {
        return new IndexSuggestion(
                candidate.table(),
                candidate.columns(),
                candidate.name(),
                candidate.reason(),
                false,
                List.of(),
                null,
                null);
    }

    /** How it is made without stopping writers. */
    @JsonProperty("statement")
    public String statement() {
        return "CREATE INDEX CONCURRENTLY " + TableName.plainOrQuoted(name) + " ON "
                + TableName.plainOrQuoted(table.schema()) + "." + TableName.plainOrQuoted(table.table()) + " ("
                + String.join(
                        ", ", columns.stream().map(TableName::plainOrQuoted).toList()) + ")";
    }

    long saved() {
        return effects.stream()
                .filter(IndexEffect::helps)
                .mapToLong(IndexEffect::saved)
                .sum();
    }
}

package com.fingood.runbook.safety;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Something about a script that a person should know before it runs. What is not known is null and left out of JSON.
 *
 * @param rule id of the rule, e.g. {@code LK1}
 * @param file name of the script
 * @param line of the statement, from 1
 * @param column of the statement in its line, from 1
 * @param statement its first words, without values
 * @param condition what is the case
 * @param effect what it does to the database or to those who use it
 * @param workaround the safe way, with the script's own names
 * @param lock strongest lock that blocks others, in PostgreSQL's words, e.g. {@code ACCESS EXCLUSIVE}
 * @param table the table that it is about
 * @param millis measured duration of the statement
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String rule,
        Severity severity,
        Source source,
        String file,
        Integer line,
        Integer column,
        String statement,
        String condition,
        String effect,
        String workaround,
        String lock,
        String table,
        Long millis) {

    public Finding withSeverity(Severity other) {
        return new Finding(
                rule, other, source, file, line, column, statement, condition, effect, workaround, lock, table, millis);
    }
}

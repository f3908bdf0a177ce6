package com.fingood.runbook.migration;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/**
 * One statement of a script that ran. What was not measured is null and left out of JSON; an empty list was measured.
 *
 * @param number from 1
 * @param sql its first words, without values
 * @param millis how long the server took
 * @param rewrites tables and indexes that were written anew
 * @param scans tables that were read from end to end
 * @param locks locks on tables that the statement took and that were not held before, the strongest for each table
 * @param rows rows that it inserted, updated and deleted
 * @param walBytes how much write-ahead log the server wrote meanwhile; others' writes on the same server are in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatementReport(
        int number,
        String sql,
        long millis,
        List<String> rewrites,
        List<String> scans,
        List<TableLock> locks,
        Long rows,
        Long walBytes) {

    /** @param mode PostgreSQL's name, e.g. {@code AccessExclusiveLock} */
    public record TableLock(String table, String mode) {}

    static StatementReport timed(int number, String sql, long millis) {
        return new StatementReport(number, sql, millis, null, null, null, null, null);
    }
}

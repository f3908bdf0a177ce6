package com.fingood.runbook.safety.measured;

import java.util.List;
import java.util.Optional;

/**
 * One statement that ran on a clone, and what it did there.
 *
 * @param number from 1
 * @param line where it begins in its file, from 1; null when that is not known
 * @param words its first words, without values
 * @param millis how long the server took
 * @param rewrites tables, indexes and materialised views that were written anew
 * @param emptied those of them that hold nothing now
 * @param scans tables that were read from end to end
 * @param locks locks that it took and that were not held before, the strongest for each table
 * @param inserted rows
 * @param updated rows
 * @param deleted rows
 * @param walBytes write-ahead log of the server meanwhile; null when it was not measured
 * @param inTransaction false = it ran for itself, so its locks ended with it
 * @param changes what it did to the schema
 */
public record MeasuredStatement(
        int number,
        Integer line,
        String words,
        long millis,
        List<String> rewrites,
        List<String> emptied,
        List<String> scans,
        List<Lock> locks,
        long inserted,
        long updated,
        long deleted,
        Long walBytes,
        boolean inTransaction,
        List<SchemaChange> changes) {

    /** @param table qualified where the search path does not lead to it */
    public record Lock(String table, LockMode mode) {}

    public MeasuredStatement {
        rewrites = List.copyOf(rewrites);
        emptied = List.copyOf(emptied);
        scans = List.copyOf(scans);
        locks = List.copyOf(locks);
        changes = List.copyOf(changes);
    }

    /** The lock that it took on a table; empty when it took none or held it before. */
    Optional<LockMode> lockOn(String table) {
        return locks.stream()
                .filter(lock -> lock.table().equals(table))
                .map(Lock::mode)
                .max(LockMode.byStrength());
    }
}

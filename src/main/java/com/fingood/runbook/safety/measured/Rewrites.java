package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** RW1 to RW5: tables that are written anew, with what made them so where the catalogue tells, and log beyond the limit. */
final class Rewrites implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts rewritten = new Verdicts("RW1", script);
        Verdicts added = new Verdicts("RW2", script);
        Verdicts retyped = new Verdicts("RW3", script);
        Verdicts stored = new Verdicts("RW4", script);
        Verdicts log = new Verdicts("RW5", script);
        for (MeasuredStatement statement : script.statements()) {
            for (String table : statement.rewrites()) {
                if (script.isLive(table) && !statement.emptied().contains(table)) {
                    rewritten(rewritten, statement, table);
                    because(statement, table, added, retyped, stored);
                }
            }
            log(log, script, statement);
        }
        List<Finding> all = new ArrayList<>(rewritten.found());
        all.addAll(added.found());
        all.addAll(retyped.found());
        all.addAll(stored.found());
        all.addAll(log.found());
        return all;
    }

    private static void rewritten(Verdicts to, MeasuredStatement statement, String table) {
        to.scaled(
                statement,
                table,
                Severity.CRITICAL,
                new Verdicts.Words(
                        table + " was written anew, row by row, with all its indexes.",
                        "Nobody can read or write it meanwhile; it takes its size again on the disk and in the log.",
                        "A new column, filled in batches, then exchanged for the old one in a later change."));
    }

    private static void because(
            MeasuredStatement statement, String table, Verdicts added, Verdicts retyped, Verdicts stored) {
        for (SchemaChange change : statement.changes()) {
            if (!change.table().equals(table)) {
                continue;
            }
            if (change.of(Kind.COLUMN) && change.added()) {
                added.scaled(statement, table, Severity.CRITICAL, newColumn(table, change));
            } else if (change.of(Kind.COLUMN) && change.altered("type")) {
                retyped.scaled(statement, table, Severity.CRITICAL, newType(table, change));
            } else if (change.of(Kind.TABLE) && change.altered("storage")) {
                stored.scaled(statement, table, Severity.CRITICAL, newStorage(table));
            }
        }
    }

    private static Verdicts.Words newColumn(String table, SchemaChange change) {
        return new Verdicts.Words(
                "The new column " + change.name() + " has a value of its own for each row of " + table
                        + ", so every row was written anew.",
                "Nobody can read or write " + table + " meanwhile.",
                "Add it without a default, fill it in batches, then set the default (a constant or now() costs nothing).");
    }

    private static Verdicts.Words newType(String table, SchemaChange change) {
        return new Verdicts.Words(
                "The new type of " + change.name() + " (" + change.before().detail("type") + " to "
                        + change.after().detail("type") + ") is stored in another way, so every row was written anew.",
                "Nobody can read or write " + table + " meanwhile.",
                "Add a column of the new type, fill it in batches, exchange the two in a later change.");
    }

    private static Verdicts.Words newStorage(String table) {
        return new Verdicts.Words(
                "How " + table + " is stored (logged, place or access method) was changed, so it was copied.",
                "Nobody can read or write " + table + " meanwhile.",
                "Do it in a maintenance window with the fence up.");
    }

    private static void log(Verdicts to, MeasuredScript script, MeasuredStatement statement) {
        long limit = script.limits().walBytes().toBytes();
        if (statement.walBytes() != null && statement.walBytes() > limit) {
            to.add(
                    statement,
                    null,
                    Severity.HIGH,
                    new Verdicts.Words(
                            "The server wrote " + statement.walBytes() + " bytes of log meanwhile; the limit is "
                                    + limit + ". Others' writes at that time are in it.",
                            "Standbys fall behind, and the log's disk may fill up.",
                            "Write in batches, each in a transaction of its own."));
        }
    }
}

package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterOther;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.SetAccessMethod;
import com.fingood.runbook.safety.sql.TableAction.SetLogging;
import com.fingood.runbook.safety.sql.TableAction.SetTablespace;

import java.util.Locale;
import java.util.Optional;

/** Moving a table means writing it. */
final class StorageChanged implements Rule {

    private static final RuleText TEXT = new RuleText(
            "RW4",
            Severity.CRITICAL,
            "Table moved to another kind of storage",
            "SET UNLOGGED, SET LOGGED, SET TABLESPACE or SET ACCESS METHOD.",
            """
            The whole table is written again under ACCESS EXCLUSIVE. An UNLOGGED table is emptied by a crash, is absent on replicas, and comes back empty
            from a failover.""",
            """
            Ask for a maintenance window; or create a table with the new storage, copy in batches and switch over. Money is never kept UNLOGGED.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal compares the table's file before and after: a changed file is a rewrite, whatever a text says, and it measures time and WAL.
            Where it disagrees, it is right.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.actions().forEach(action -> move(action)
                    .ifPresent(words -> report(statement, alter.table(), action.place(), words, findings))));
            statement
                    .all(AlterOther.class)
                    .filter(alter -> alter.action().toUpperCase(Locale.ROOT).matches(".*SET TABLESPACE.*"))
                    .forEach(alter -> report(statement, alter.name(), statement.place(), "SET TABLESPACE", findings));
        }
    }

    private static Optional<String> move(TableAction action) {
        if (action instanceof SetLogging set) {
            return Optional.of(set.unlogged() ? "SET UNLOGGED" : "SET LOGGED");
        } else if (action instanceof SetTablespace set) {
            return Optional.of("SET TABLESPACE " + set.tablespace());
        } else if (action instanceof SetAccessMethod set) {
            return Optional.of("SET ACCESS METHOD " + set.method());
        }
        return Optional.empty();
    }

    private static void report(Statement statement, Name table, Place place, String words, Findings findings) {
        Name copy = table.sibling(table.with("new"));
        findings.at(statement, place)
                .table(table)
                .condition(words + " writes " + table + " anew.")
                .workaround(
                        "-- in a maintenance window as it is; else a copy that is filled in batches and switched over later",
                        "CREATE TABLE " + copy + " (LIKE " + table + " INCLUDING ALL);")
                .report();
    }
}

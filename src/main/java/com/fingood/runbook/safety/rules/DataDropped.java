package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Command.Truncate;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.DropColumn;

import java.util.Locale;
import java.util.Set;

/** What is dropped can only come back from a backup. */
final class DataDropped implements Rule {

    private static final RuleText TEXT = new RuleText(
            "DL1",
            Severity.CRITICAL,
            "Data dropped",
            "A table, schema, database or column is dropped, or a table is emptied by TRUNCATE.",
            """
            The data is gone at commit. Undo can make the table or column again, but not what stood in it; with CASCADE everything that depends on it goes too.""",
            """
            Rename it first and drop it a release later, when nothing has missed it. Before that, ask whether it is still read, and have a verified backup:
            the only way back is a restore.""",
            null,
            """
            The rehearsal compares the data before and after the change and its undo: what does not come back is named table by table (DL5). A table that
            the same file creates is not reported. In an undo script, what its own change has added is reported as low: only what was written since is lost.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Set<String> KINDS = Set.of("TABLE", "FOREIGN TABLE", "SCHEMA", "DATABASE", "OWNED BY");

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(Drop.class)
                    .filter(drop -> KINDS.contains(drop.kind()))
                    .forEach(drop -> drop.names().stream()
                            .filter(name -> !script.isNew(name, statement))
                            .forEach(name -> dropped(statement, drop, name, script, findings)));
            statement.all(Truncate.class).forEach(truncate -> truncate.names().stream()
                    .filter(name -> !script.isNew(name, statement))
                    .forEach(name -> emptied(statement, truncate, name, findings)));
            statement.all(AlterTable.class).forEach(alter -> alter.all(DropColumn.class)
                    .filter(drop -> !script.isNew(alter.table(), statement))
                    .forEach(drop -> column(statement, alter.table(), drop, script, findings)));
        }
    }

    private static void dropped(Statement statement, Drop drop, Name name, ScriptContext script, Findings findings) {
        boolean table = drop.kind().equals("TABLE");
        String kind = drop.kind().toLowerCase(Locale.ROOT);
        findings.at(statement)
                .table(table ? name : null)
                .severity(table && script.isMadeByForward(name) ? Severity.LOW : Severity.CRITICAL)
                .lock("ACCESS EXCLUSIVE")
                .condition("The " + kind + " " + name + " is dropped"
                        + (drop.cascade() ? " with all that depends on it." : "."))
                .workaround(
                        table || kind.equals("schema")
                                ? new String[] {
                                    "-- in this release; then drop " + name
                                            + "_retired in a later one, with a verified backup",
                                    "ALTER " + drop.kind() + " " + name + " RENAME TO " + name.with("retired") + ";"
                                }
                                : new String[] {"-- not by a migration: ask the database team, with a verified backup"})
                .report();
    }

    private static void emptied(Statement statement, Truncate truncate, Name name, Findings findings) {
        findings.at(statement)
                .table(name)
                .lock("ACCESS EXCLUSIVE")
                .condition("The table " + name + " is emptied"
                        + (truncate.cascade() ? ", and with CASCADE every table that references it." : "."))
                .workaround(
                        "-- saved before, then deleted in batches by key",
                        "CREATE TABLE " + name.sibling(name.with("before")) + " AS SELECT * FROM " + name + ";",
                        "DELETE FROM " + name + " WHERE ...;")
                .report();
    }

    private static void column(
            Statement statement, Name table, DropColumn drop, ScriptContext script, Findings findings) {
        boolean added = script.forwardActions(table, AddColumn.class)
                .anyMatch(add -> Name.folded(add.column().name()).equals(Name.folded(drop.column())));
        findings.at(statement, drop.place())
                .table(table)
                .severity(added ? Severity.LOW : Severity.CRITICAL)
                .lock("ACCESS EXCLUSIVE")
                .condition("The column " + drop.column() + " of " + table + " is dropped"
                        + (drop.cascade() ? " with all that depends on it." : "."))
                .workaround(
                        "-- in this release nobody may need it any more; drop it in a later one, with a verified backup",
                        "ALTER TABLE " + table + " ALTER COLUMN " + drop.column() + " DROP NOT NULL;")
                .report();
    }
}

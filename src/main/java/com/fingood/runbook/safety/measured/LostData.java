package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** DL1, DL2: what is dropped or emptied, and how many rows one statement changes. */
final class LostData implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts dropped = new Verdicts("DL1", script);
        Verdicts many = new Verdicts("DL2", script);
        for (MeasuredStatement statement : script.statements()) {
            statement.changes().forEach(change -> dropped(dropped, script, statement, change));
            statement.emptied().stream()
                    .filter(script::isLive)
                    .forEach(table ->
                            lost(dropped, script, statement, table, "All rows of " + table + " were removed."));
            many(many, script, statement);
        }
        List<Finding> all = new ArrayList<>(dropped.found());
        all.addAll(many.found());
        return all;
    }

    private static void dropped(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (!change.removed() || !script.isLive(change.table())) {
            return;
        }
        boolean withItsTable = statement.changes().stream()
                .anyMatch(other ->
                        other.removed() && other.of(Kind.TABLE) && other.table().equals(change.table()));
        if (change.of(Kind.TABLE)) {
            lost(to, script, statement, change.table(), "Table " + change.table() + " was dropped with its rows.");
        } else if (change.of(Kind.COLUMN) && !withItsTable) {
            String words = "Column " + change.name() + " of " + change.table() + " was dropped with its values.";
            lost(to, script, statement, change.table(), words);
        }
    }

    private static void lost(
            Verdicts to, MeasuredScript script, MeasuredStatement statement, String table, String condition) {
        to.add(
                statement,
                table,
                script.isEmpty(table) ? Severity.INFO : Severity.CRITICAL,
                new Verdicts.Words(
                        condition,
                        script.isEmpty(table) ? "It was empty on the copy." : "Only a backup has the data then.",
                        "Rename it in this change and drop it in a later one, when nobody has missed it."));
    }

    private static void many(Verdicts to, MeasuredScript script, MeasuredStatement statement) {
        long rows = statement.updated() + statement.deleted();
        long limit = script.limits().rowsPerStatement();
        if (rows > limit) {
            to.add(
                    statement,
                    null,
                    Severity.HIGH,
                    new Verdicts.Words(
                            "It changed " + rows + " rows (" + statement.updated() + " updated, " + statement.deleted()
                                    + " deleted); the limit is " + limit + ".",
                            "Each of them is locked until the script ends, and leaves a dead row behind.",
                            "Change them in batches by key, each in a transaction of its own."));
        }
    }
}

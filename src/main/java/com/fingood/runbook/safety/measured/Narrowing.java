package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.List;

/** DL3: a column's new type holds less than its old one, so values are rounded or cut without a word. */
final class Narrowing implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts narrowed = new Verdicts("DL3", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                if (change.of(Kind.COLUMN) && change.altered("type") && script.isLive(change.table())) {
                    judge(narrowed, script, statement, change);
                }
            }
        }
        return narrowed.found();
    }

    private static void judge(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        String before = change.before().detail("type");
        String after = change.after().detail("type");
        String loss = ColumnType.of(before).lossTo(ColumnType.of(after));
        if (loss == null) {
            return;
        }
        String column = change.table() + "." + change.name();
        to.add(
                statement,
                change.table(),
                script.isEmpty(change.table()) ? Severity.INFO : Severity.CRITICAL,
                new Verdicts.Words(
                        column + " went from " + before + " to " + after + ": " + loss + ".",
                        "Values that do not fit are rounded or cut silently, or the change fails half way.",
                        "Count the values that do not fit first (an integrity check), or keep the wider type."));
    }
}

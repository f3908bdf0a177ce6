package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ST1, ST2: what will be regretted later. */
final class Design implements MeasuredRule {

    private static final Map<String, String> BETTER = Map.of(
            "json", "jsonb",
            "character", "text with a CHECK on its length",
            "timestamp without time zone", "timestamp with time zone",
            "money", "numeric with a currency column");

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts unindexed = new Verdicts("ST1", script);
        Verdicts debt = new Verdicts("ST2", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                unindexed(unindexed, script, statement, change);
                debt(debt, statement, change);
            }
        }
        List<Finding> all = new ArrayList<>(unindexed.found());
        all.addAll(debt.found());
        return all;
    }

    private static void unindexed(
            Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        boolean bare = change.of(Kind.CONSTRAINT)
                && change.added()
                && change.one().detail("type").equals("f")
                && !change.one().is("indexed");
        if (bare && !indexedLater(script, change.one().key())) {
            to.add(
                    statement,
                    change.table(),
                    Severity.MEDIUM,
                    new Verdicts.Words(
                            "Foreign key " + change.name() + " has no full index on its columns in " + change.table()
                                    + ".",
                            "Every delete or key change in " + change.one().detail("references") + " reads all of "
                                    + change.table() + ".",
                            "Create an index that begins with these columns."));
        }
    }

    private static boolean indexedLater(MeasuredScript script, String key) {
        return script.statements().stream()
                .flatMap(statement -> statement.changes().stream())
                .filter(change -> change.of(Kind.CONSTRAINT) && change.altered("indexed"))
                .anyMatch(change -> change.one().key().equals(key));
    }

    private static void debt(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        if (!change.of(Kind.COLUMN) || !(change.added() || change.altered("type"))) {
            return;
        }
        if (change.removed()) {
            return;
        }
        ColumnType type = ColumnType.of(change.one().detail("type"));
        String better = BETTER.get(type.name());
        if (better != null) {
            to.add(
                    statement,
                    change.table(),
                    Severity.LOW,
                    new Verdicts.Words(
                            change.table() + "." + change.name() + " is of type "
                                    + change.one().detail("type") + ".",
                            "This type surprises sooner or later, and changing it then writes the table anew.",
                            "Use " + better + "."));
        }
    }
}

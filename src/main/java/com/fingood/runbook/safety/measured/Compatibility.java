package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** BC1, BC2: what the application that runs now does not find any more, or does not fill. */
final class Compatibility implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts renamed = new Verdicts("BC1", script);
        Verdicts demanded = new Verdicts("BC2", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                renamed(renamed, script, statement, change);
                demanded(demanded, script, statement, change);
            }
        }
        List<Finding> all = new ArrayList<>(renamed.found());
        all.addAll(demanded.found());
        return all;
    }

    private static void renamed(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        boolean kind =
                change.of(Kind.TABLE) || change.of(Kind.COLUMN) || change.of(Kind.SCHEMA) || change.of(Kind.ENUM_VALUE);
        if (!kind || !change.renamed()) {
            return;
        }
        boolean ofTable = change.of(Kind.TABLE) || change.of(Kind.COLUMN);
        if (ofTable && !script.isLive(change.before().table())) {
            return;
        }
        to.add(
                statement,
                ofTable ? change.before().table() : null,
                Severity.HIGH,
                new Verdicts.Words(
                        what(change) + " " + change.before().name() + " is called "
                                + change.after().name() + " now.",
                        "Every application that knows the old name fails from the commit on.",
                        "Add the new one beside the old one (a column, or a view with the old name), move the"
                                + " applications, drop the old one in a later change."));
    }

    private static String what(SchemaChange change) {
        return switch (change.one().kind()) {
            case TABLE -> "Table";
            case COLUMN -> "Column of " + change.table();
            case SCHEMA -> "Schema";
            default -> "Value of type " + change.one().detail("type");
        };
    }

    private static void demanded(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (!change.of(Kind.COLUMN) || !script.isLive(change.table())) {
            return;
        }
        boolean tableStays = statement.changes().stream().noneMatch(other -> other.of(Kind.TABLE) && other.removed());
        if (change.removed() && tableStays) {
            add(to, statement, change, "is gone", "reads or writes it");
        } else if (isDemanded(change)) {
            add(to, statement, change, "must be filled and has no default", "does not know it and inserts a row");
        }
    }

    private static boolean isDemanded(SchemaChange change) {
        boolean now = !change.removed()
                && change.after().is("required")
                && !change.after().is("default");
        return now && (change.added() || change.altered("required") || change.altered("default"));
    }

    private static void add(
            Verdicts to, MeasuredStatement statement, SchemaChange change, String what, String whoFails) {
        to.add(
                statement,
                change.table(),
                Severity.HIGH,
                new Verdicts.Words(
                        "Column " + change.name() + " of " + change.table() + " " + what + ".",
                        "An application that " + whoFails + " fails from the commit on.",
                        "Two releases: first an application that copes with both, then this change."));
    }
}

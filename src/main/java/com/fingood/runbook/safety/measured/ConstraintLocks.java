package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** LK4, LK5, LK6, LK7: constraints that read a table from end to end while it is locked, or lock another one. */
final class ConstraintLocks implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts check = new Verdicts("LK4", script);
        Verdicts foreign = new Verdicts("LK5", script);
        Verdicts referenced = new Verdicts("LK6", script);
        Verdicts required = new Verdicts("LK7", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                boolean live = script.isLive(change.table());
                if (is(change, "c") && live && statement.scans().contains(change.table())) {
                    check(check, statement, change);
                } else if (is(change, "f") && live && change.one().is("valid")) {
                    foreign(foreign, statement, change);
                } else if (is(change, "f")
                        && !live
                        && script.isLive(change.one().detail("references"))) {
                    referenced(referenced, statement, change);
                } else if (becameRequired(change) && live && statement.scans().contains(change.table())) {
                    required(required, statement, change);
                }
            }
        }
        List<Finding> all = new ArrayList<>(check.found());
        all.addAll(foreign.found());
        all.addAll(referenced.found());
        all.addAll(required.found());
        return all;
    }

    private static boolean is(SchemaChange change, String type) {
        return change.of(Kind.CONSTRAINT)
                && change.added()
                && change.one().detail("type").equals(type);
    }

    private static boolean becameRequired(SchemaChange change) {
        return change.of(Kind.COLUMN)
                && change.altered("required")
                && change.one().is("required");
    }

    private static void check(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        to.scaled(
                statement,
                change.table(),
                Severity.HIGH,
                new Verdicts.Words(
                        "Check " + change.name() + " read all of " + change.table() + " under ACCESS EXCLUSIVE.",
                        "Nobody can read or write " + change.table() + " until every row is checked.",
                        "ADD CONSTRAINT " + change.name() + " ... NOT VALID; then VALIDATE CONSTRAINT " + change.name()
                                + " in the next change."));
    }

    private static void foreign(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        String other = change.one().detail("references");
        to.scaled(
                statement,
                change.table(),
                Severity.HIGH,
                new Verdicts.Words(
                        "Foreign key " + change.name() + " was checked while " + change.table() + " and " + other
                                + " were locked in SHARE ROW EXCLUSIVE.",
                        "Nobody can write to either table until every row is checked.",
                        "ADD CONSTRAINT " + change.name() + " ... NOT VALID; then VALIDATE CONSTRAINT " + change.name()
                                + " in the next change."));
    }

    private static void referenced(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        String other = change.one().detail("references");
        to.scaled(
                statement,
                other,
                Severity.LOW,
                new Verdicts.Words(
                        "The new table " + change.table() + " refers to " + other
                                + ", which was locked in SHARE ROW EXCLUSIVE for that.",
                        "Writers of " + other + " wait until the script ends, and it waits for those before it.",
                        "Keep the script short and its lock-timeout too."));
    }

    private static void required(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        String table = change.table();
        String column = change.name();
        to.scaled(
                statement,
                table,
                Severity.HIGH,
                new Verdicts.Words(
                        "NOT NULL of " + table + "." + column + " read all rows under ACCESS EXCLUSIVE.",
                        "Nobody can read or write " + table + " until every row is checked.",
                        "ADD CONSTRAINT ... CHECK (" + column
                                + " IS NOT NULL) NOT VALID; VALIDATE it in the next change;"
                                + " then SET NOT NULL, which trusts it."));
    }
}

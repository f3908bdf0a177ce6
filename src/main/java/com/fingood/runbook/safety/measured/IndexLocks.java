package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;
import com.fingood.runbook.safety.measured.MeasuredStatement.Lock;

import java.util.ArrayList;
import java.util.List;

/** LK1, LK2, LK3, LK9: indexes built or dropped while others are kept waiting. */
final class IndexLocks implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts built = new Verdicts("LK1", script);
        Verdicts dropped = new Verdicts("LK2", script);
        Verdicts unique = new Verdicts("LK3", script);
        Verdicts exclusion = new Verdicts("LK9", script);
        for (MeasuredStatement statement : script.statements()) {
            if (!statement.inTransaction()) {
                continue;
            }
            statement.changes().forEach(change -> {
                built(built, script, statement, change);
                dropped(dropped, statement, change);
                unique(unique, script, statement, change);
                exclusion(exclusion, script, statement, change);
            });
            reindexed(dropped, statement);
        }
        List<Finding> all = new ArrayList<>(built.found());
        all.addAll(dropped.found());
        all.addAll(unique.found());
        all.addAll(exclusion.found());
        return all;
    }

    private static void built(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (change.of(Kind.INDEX)
                && change.added()
                && !change.one().is("constraint")
                && script.isLive(change.table())) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.HIGH,
                    new Verdicts.Words(
                            "Index " + change.name() + " was built on " + change.table()
                                    + " while it was locked in SHARE.",
                            "Nobody can write to " + change.table() + " until it is built.",
                            "CREATE INDEX CONCURRENTLY " + change.name() + ", alone in a file of its own."));
        }
    }

    private static void dropped(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        boolean withItsTable = statement.changes().stream()
                .anyMatch(other ->
                        other.of(Kind.TABLE) && other.removed() && other.name().equals(change.table()));
        if (change.of(Kind.INDEX) && change.removed() && !change.one().is("constraint") && !withItsTable) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.HIGH,
                    new Verdicts.Words(
                            "Index " + change.name() + " was dropped under ACCESS EXCLUSIVE on " + change.table() + ".",
                            "Nobody can read or write " + change.table()
                                    + " meanwhile, and all wait behind it when it has to wait.",
                            "DROP INDEX CONCURRENTLY " + change.name() + ", alone in a file of its own."));
        }
    }

    private static void reindexed(Verdicts to, MeasuredStatement statement) {
        if (!statement.words().startsWith("REINDEX")) {
            return;
        }
        statement.locks().stream()
                .filter(lock -> lock.mode().blocksWriters())
                .map(Lock::table)
                .forEach(table -> to.scaled(
                        statement,
                        table,
                        Severity.HIGH,
                        new Verdicts.Words(
                                "Indexes of " + table + " were built anew while it was locked.",
                                "Nobody can write to " + table + " until they are built.",
                                "REINDEX ... CONCURRENTLY, in a file with executeInTransaction=false.")));
    }

    private static void unique(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        boolean key = change.of(Kind.CONSTRAINT)
                && change.added()
                && List.of("p", "u").contains(change.one().detail("type"));
        boolean builds = statement.changes().stream().anyMatch(other -> other.of(Kind.INDEX) && other.added());
        if (key && builds && script.isLive(change.table())) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.HIGH,
                    new Verdicts.Words(
                            "Constraint " + change.name() + " built its index under ACCESS EXCLUSIVE on "
                                    + change.table() + ".",
                            "Nobody can read or write " + change.table() + " until it is built.",
                            "CREATE UNIQUE INDEX CONCURRENTLY first, in a change of its own; then ADD CONSTRAINT "
                                    + change.name() + " ... USING INDEX."));
        }
    }

    private static void exclusion(
            Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (change.of(Kind.CONSTRAINT)
                && change.added()
                && change.one().detail("type").equals("x")
                && script.isLive(change.table())) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.CRITICAL,
                    new Verdicts.Words(
                            "Exclusion constraint " + change.name() + " was built under an exclusive lock on "
                                    + change.table() + ".",
                            "Nobody can use " + change.table() + " meanwhile; PostgreSQL knows no way without that.",
                            "Do it in a maintenance window with the fence up, or on a new table."));
        }
    }
}

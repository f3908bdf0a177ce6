package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;

/** LK10, LK11, LK13: partitions, triggers and materialised views that keep others waiting. */
final class OtherLocks implements MeasuredRule {

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts partition = new Verdicts("LK10", script);
        Verdicts trigger = new Verdicts("LK11", script);
        Verdicts refresh = new Verdicts("LK13", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                partition(partition, script, statement, change);
                trigger(trigger, script, statement, change);
            }
            if (statement.words().startsWith("REFRESH MATERIALIZED VIEW")) {
                refreshed(refresh, statement);
            }
        }
        List<Finding> all = new ArrayList<>(partition.found());
        all.addAll(trigger.found());
        all.addAll(refresh.found());
        return all;
    }

    private static void partition(
            Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (!change.of(Kind.TABLE) || !change.altered("partition-of") || !script.isLive(change.table())) {
            return;
        }
        String before = change.before().detail("partition-of");
        if (!before.isEmpty() && statement.inTransaction()) {
            to.scaled(
                    statement,
                    before,
                    Severity.HIGH,
                    new Verdicts.Words(
                            change.table() + " was detached from " + before + " under ACCESS EXCLUSIVE.",
                            "Nobody can read or write " + before + " until the script ends.",
                            "DETACH PARTITION ... CONCURRENTLY, in a file with executeInTransaction=false."));
        } else if (before.isEmpty() && statement.scans().contains(change.table())) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.HIGH,
                    new Verdicts.Words(
                            "Attaching " + change.table() + " read all its rows under ACCESS EXCLUSIVE.",
                            "Nobody can use " + change.table() + " until every row is checked against its bounds.",
                            "Add a CHECK with the partition's bounds first (NOT VALID, then VALIDATE): ATTACH trusts it."));
        }
    }

    private static void trigger(Verdicts to, MeasuredScript script, MeasuredStatement statement, SchemaChange change) {
        if (change.of(Kind.TRIGGER)
                && script.isLive(change.table())
                && (!change.altered() || change.altered("enabled"))) {
            to.scaled(
                    statement,
                    change.table(),
                    Severity.MEDIUM,
                    new Verdicts.Words(
                            "Trigger " + change.name() + " of " + change.table()
                                    + " was created, dropped or switched, which locks the table against writers.",
                            "Writers of " + change.table() + " wait until the script ends.",
                            "Keep the script short and its lock-timeout too."));
        }
    }

    private static void refreshed(Verdicts to, MeasuredStatement statement) {
        statement.locks().stream()
                .filter(lock -> lock.mode().blocksReaders())
                .forEach(lock -> to.scaled(
                        statement,
                        lock.table(),
                        Severity.MEDIUM,
                        new Verdicts.Words(
                                lock.table() + " was refreshed under ACCESS EXCLUSIVE.",
                                "Nobody can read " + lock.table() + " until it is filled again.",
                                "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it.")));
    }
}

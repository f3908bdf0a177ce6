package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AddConstraint;
import com.fingood.runbook.safety.sql.TableAction.AttachPartition;
import com.fingood.runbook.safety.sql.TableAction.DetachPartition;
import com.fingood.runbook.safety.sql.TableAction.ValidateConstraint;

/** Partitions come and go under strong locks unless prepared. */
final class PartitionUnderLock implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK10",
            Severity.HIGH,
            "Partition attached with a scan or detached under the strongest lock",
            """
            A partition is detached without CONCURRENTLY, or attached without a check in the same file that proves its rows.""",
            """
            DETACH takes ACCESS EXCLUSIVE on the parent: every query of every partition waits. ATTACH scans the new partition under ACCESS EXCLUSIVE
            unless a valid check proves that all rows belong to it; the parent is only under SHARE UPDATE EXCLUSIVE.""",
            """
            Detach with CONCURRENTLY, alone in a file. Before attaching, add a CHECK with the partition's bound NOT VALID to the new table, validate it, then
            attach: the scan is skipped. A parent with a default partition scans that one too; give it a check that excludes the new bound.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.actions().forEach(action -> {
                if (action instanceof DetachPartition detach && !detach.concurrently() && !detach.finalizes()) {
                    detached(statement, alter.table(), detach, findings);
                } else if (action instanceof AttachPartition attach
                        && !isProven(script, statement, attach.partition())) {
                    attached(statement, alter.table(), attach, findings);
                }
            }));
        }
    }

    /** Whether it is empty, or has a check: one that is made here as valid, or one that is validated here. */
    private static boolean isProven(ScriptContext script, Statement statement, Name partition) {
        return script.isNew(partition, statement)
                || script.actionsBefore(statement, partition, ValidateConstraint.class)
                        .findAny()
                        .isPresent()
                || script.actionsBefore(statement, partition, AddConstraint.class)
                        .anyMatch(add -> add.constraint().kind() == Kind.CHECK
                                && !add.constraint().notValid());
    }

    private static void detached(Statement statement, Name parent, DetachPartition detach, Findings findings) {
        findings.at(statement, detach.place())
                .table(parent)
                .condition("The partition " + detach.partition() + " is detached from " + parent
                        + " without CONCURRENTLY.")
                .effect("Every query of every partition of " + parent + " waits until it is done.")
                .workaround(
                        "-- alone in a file, outside of a transaction",
                        "ALTER TABLE " + parent + " DETACH PARTITION " + detach.partition() + " CONCURRENTLY;")
                .report();
    }

    private static void attached(Statement statement, Name parent, AttachPartition attach, Findings findings) {
        Name partition = attach.partition();
        String check = partition.with("bound_ck");
        findings.at(statement, attach.place())
                .table(partition)
                .condition("The partition " + partition + " is attached to " + parent
                        + ", and no check in this file proves that its rows belong there.")
                .effect("Every row of " + partition + " is read while ACCESS EXCLUSIVE is held on it; " + parent
                        + " stays readable and writable.")
                .workaround(
                        "-- in a first file; write the bound as a condition over the partition key: " + attach.bound(),
                        "ALTER TABLE " + partition + " ADD CONSTRAINT " + check + " CHECK (...) NOT VALID;",
                        "-- in a second file",
                        "ALTER TABLE " + partition + " VALIDATE CONSTRAINT " + check + ";",
                        "ALTER TABLE " + parent + " ATTACH PARTITION " + partition + " " + attach.bound() + ";")
                .report();
    }
}

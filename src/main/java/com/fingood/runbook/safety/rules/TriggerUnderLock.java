package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateTrigger;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.SwitchTrigger;

/** A trigger is short work behind a long queue. */
final class TriggerUnderLock implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK11",
            Severity.MEDIUM,
            "Trigger created or switched on a live table",
            "A trigger is created on an existing table, or switched on or off.",
            """
            Writes stop until every running writing transaction has ended and the migration commits. From then on every write runs the trigger as well.""",
            """
            Run it alone in a file, so that the lock is given back at once, and with a short lock timeout: the runner sets one and tries again. Try the
            trigger's own cost on the clone.""",
            "SHARE ROW EXCLUSIVE",
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
            statement
                    .all(CreateTrigger.class)
                    .forEach(trigger -> report(
                            statement,
                            statement.place(),
                            trigger.table(),
                            "The trigger " + trigger.name() + " is created on " + trigger.table() + ".",
                            findings));
            statement.all(AlterTable.class).forEach(alter -> alter.all(SwitchTrigger.class)
                    .forEach(act -> report(
                            statement,
                            act.place(),
                            alter.table(),
                            "The trigger " + act.which() + " of " + alter.table() + " is switched "
                                    + (act.enables() ? "on." : "off."),
                            findings)));
        }
    }

    private static void report(Statement statement, Place place, Name table, String condition, Findings findings) {
        findings.at(statement, place)
                .table(table)
                .condition(condition)
                .effect("Writes on " + table
                        + " stop until every running writing transaction has ended and the migration commits.")
                .workaround(
                        "-- this statement alone in a file; the runner gives up after lock_timeout and tries again",
                        statement.firstWords())
                .report();
    }
}

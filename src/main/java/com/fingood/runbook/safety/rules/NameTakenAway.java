package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;

import java.util.Locale;

/** The release that runs while a migration runs knows the old name only. */
final class NameTakenAway implements Rule {

    private static final RuleText TEXT = new RuleText(
            "BC1",
            Severity.HIGH,
            "Name taken away from a running application",
            "A table, column, enum value, schema, view or routine is renamed or moved to another schema.",
            """
            The application that runs at this moment, reports and stored statements use the old name and fail from the commit on; after an undo the new
            release fails instead.""",
            """
            Leave the old name in place for one release: a view under a table's old name in the same file, a second column that is written along, a second
            enum value. Take the old name away in a later release, when nobody uses it any more.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal compares the schema before and after, so it also finds names that a DO block or a function took away. Nobody on a clone knows which
            of them an application uses. Not reported: an index or a constraint, a name that the same file puts back or has made, and an undo that
            gives back the old name.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            Rename.in(statement)
                    .filter(rename -> !isNobodysName(script, statement, rename))
                    .filter(rename -> !isPutBack(script, rename) && !isUndone(script, rename))
                    .forEach(rename -> report(statement, rename, findings));
        }
    }

    private static boolean isNobodysName(ScriptContext script, Statement statement, Rename rename) {
        boolean newColumn = rename.what().equals("COLUMN")
                && script.actionsUpTo(statement, rename.owner(), AddColumn.class)
                        .anyMatch(add -> Name.folded(add.column().name()).equals(Name.folded(rename.from())));
        return newColumn || script.isNew(rename.owner(), statement) || script.isMadeByForward(rename.owner());
    }

    /** Something else answers to the old name before the transaction ends. */
    private static boolean isPutBack(ScriptContext script, Rename rename) {
        return script.transactional()
                && script.statements().stream()
                        .anyMatch(statement -> Rename.in(statement).anyMatch(other -> takesPlace(other, rename))
                                || rename.what().equals("COLUMN") && addsColumn(statement, rename)
                                || !rename.isPart() && makes(statement, rename.owner()));
    }

    private static boolean takesPlace(Rename other, Rename rename) {
        if (rename.isPart() || other.isPart()) {
            return other.what().equals(rename.what())
                    && other.owner().sameAs(rename.owner())
                    && Name.folded(other.to()).equals(Name.folded(rename.from()));
        }
        return other.target().sameAs(rename.owner());
    }

    private static boolean addsColumn(Statement statement, Rename rename) {
        return statement
                .actions(AddColumn.class)
                .anyMatch(add -> Name.folded(add.column().name()).equals(Name.folded(rename.from())));
    }

    private static boolean makes(Statement statement, Name name) {
        return statement.command() instanceof CreateOther made && made.name().sameAs(name)
                || statement.command() instanceof CreateTable table
                        && table.name().sameAs(name);
    }

    private static boolean isUndone(ScriptContext script, Rename rename) {
        return script.forward().stream()
                .flatMap(forward -> forward.statements().stream())
                .flatMap(Rename::in)
                .anyMatch(rename::undoes);
    }

    private static void report(Statement statement, Rename rename, Findings findings) {
        String what = rename.what().toLowerCase(Locale.ROOT);
        findings.at(statement, rename.place())
                .table(rename.what().equals("TABLE") || rename.what().equals("COLUMN") ? rename.owner() : null)
                .condition("The " + what + " " + rename.from() + (rename.isPart() ? " of " + rename.owner() : "")
                        + " is called " + rename.to() + " from now on.")
                .effect("Whatever uses " + rename.from()
                        + " at this moment fails from the commit on, the running application first; after an undo"
                        + " the release that uses " + rename.to() + " fails instead.")
                .workaround(workaround(statement, rename))
                .report();
    }

    private static String[] workaround(Statement statement, Rename rename) {
        return switch (rename.what()) {
            case "TABLE", "VIEW", "MATERIALIZED VIEW" -> new String[] {
                "-- in the same file; drop the view in a later release",
                statement.firstWords() + (statement.firstWords().endsWith("…") ? "" : ";"),
                "CREATE VIEW " + rename.owner() + " AS SELECT * FROM " + rename.target() + ";"
            };
            case "COLUMN", "ATTRIBUTE" -> new String[] {
                "ALTER TABLE " + rename.owner() + " ADD COLUMN " + rename.to() + " ...;",
                "-- the next release writes both, later files fill the old rows in batches",
                "-- in a later release: ALTER TABLE " + rename.owner() + " DROP COLUMN " + rename.from() + ";"
            };
            case "VALUE" -> new String[] {
                "ALTER TYPE " + rename.owner() + " ADD VALUE " + rename.to() + " AFTER " + rename.from() + ";",
                "-- later files move the rows in batches, once every release knows both values"
            };
            default -> new String[] {
                "-- make " + rename.to() + " beside " + rename.from() + ", let every release move over,",
                "-- and drop " + rename.from() + " in a later release"
            };
        };
    }
}

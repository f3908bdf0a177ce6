package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Command.AlterOther;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateFunction;
import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Command.Other;
import com.fingood.runbook.safety.sql.Command.Privilege;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.OwnerTo;
import com.fingood.runbook.safety.sql.TableAction.RowSecurity;

import java.util.Locale;
import java.util.Set;

/** Who may do what is decided by other people than those who change tables. */
final class AccessChanged implements Rule {

    private static final RuleText TEXT = new RuleText(
            "SC1",
            Severity.HIGH,
            "Access control changed",
            """
            GRANT, REVOKE, OWNER TO, default privileges, a SECURITY DEFINER routine, row level security, a policy, a role or an extension.""",
            "Who can read or change which data is another question after this change, and audits ask it.",
            """
            Have it approved by security, and waive this finding with the ticket of that approval. Grant single rights to single roles, never ALL and never to
            PUBLIC; give a SECURITY DEFINER routine a fixed search_path and take EXECUTE from PUBLIC.""",
            null,
            """
            The rehearsal compares owners, grants, policies and routines before and after, also those that a DO block changed. Not reported: an undo that takes
            back exactly what its change has granted, or drops the policy it has made.""");

    private static final Set<String> WHO = Set.of("POLICY", "ROLE", "USER", "GROUP", "USER MAPPING", "EXTENSION");
    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "ROUTINE");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        TakenBack takenBack = new TakenBack(script.forward());
        for (Statement statement : script.statements()) {
            for (Command command : statement.commands()) {
                if (command instanceof AlterTable alter) {
                    alter.actions().forEach(action -> table(script, statement, alter.table(), action, findings));
                } else if (command instanceof CreateFunction function && function.securityDefiner()) {
                    definer(statement, function.name(), function.procedure() ? "PROCEDURE" : "FUNCTION", findings);
                } else if (command instanceof AlterOther alter) {
                    altered(statement, alter, findings);
                } else if (isAboutAccess(command) && !takenBack.isBy(statement)) {
                    plain(statement, statement.place(), null, findings);
                }
            }
        }
    }

    private static boolean isAboutAccess(Command command) {
        return command instanceof Privilege
                || command instanceof CreateOther made && WHO.contains(made.kind())
                || command instanceof Drop drop
                        && (WHO.contains(drop.kind()) || drop.kind().equals("OWNED"))
                || command instanceof Other other
                        && Set.of("REASSIGN", "SECURITY").contains(other.verb());
    }

    private static void table(
            ScriptContext script, Statement statement, Name table, TableAction action, Findings findings) {
        if (action instanceof OwnerTo owner) {
            findings.at(statement, owner.place())
                    .table(table)
                    .condition("The table " + table + " gets the owner " + owner.owner() + ".")
                    .effect("The owner may do everything with " + table
                            + ", and later migrations may no longer change it.")
                    .workaround(
                            "-- leave the owner as it is, and grant what is missing, approved by security",
                            "GRANT SELECT ON " + table + " TO " + owner.owner() + ";")
                    .report();
        } else if (action instanceof RowSecurity security && !isSwitchedBack(script, table, security)) {
            boolean off =
                    !security.words().startsWith("ENABLE") && !security.words().startsWith("FORCE");
            findings.at(statement, security.place())
                    .table(table)
                    .condition("Row level security of " + table + " changes: " + security.words() + ".")
                    .effect(
                            off
                                    ? "Rows of " + table
                                            + " that policies hid can be read and changed by whoever has a right on the table."
                                    : "Readers of " + table + " no longer see the rows that no policy gives them.")
                    .workaround(
                            off
                                    ? "-- keep it on; a policy for who needs more, approved by security"
                                    : "-- policies first, in the same file, approved by security",
                            "CREATE POLICY " + table.with("read") + " ON " + table + " FOR SELECT TO ... USING (...);")
                    .report();
        }
    }

    /** In an undo: its change said the opposite. */
    private static boolean isSwitchedBack(ScriptContext script, Name table, RowSecurity security) {
        return script.forwardActions(table, RowSecurity.class)
                .anyMatch(before -> !before.words().equals(security.words()));
    }

    private static void definer(Statement statement, Name routine, String kind, Findings findings) {
        findings.at(statement)
                .condition(
                        "The " + kind.toLowerCase(Locale.ROOT) + " " + routine + " runs with the rights of its owner.")
                .effect("Whoever may call " + routine + " acts as its owner; by default everybody may.")
                .workaround(
                        "-- SECURITY INVOKER where that is enough; else, approved by security",
                        "ALTER " + kind + " " + routine + " SET search_path = pg_catalog, pg_temp;",
                        "REVOKE EXECUTE ON " + kind + " " + routine + " FROM PUBLIC;")
                .report();
    }

    private static void altered(Statement statement, AlterOther alter, Findings findings) {
        String action = alter.action().toUpperCase(Locale.ROOT);
        if (ROUTINES.contains(alter.kind()) && action.contains("SECURITY DEFINER")) {
            definer(statement, alter.name(), alter.kind(), findings);
        } else if (WHO.contains(alter.kind()) && !action.startsWith("RENAME")
                || action.matches("(?s).*\\bOWNER TO\\b.*")) {
            plain(statement, statement.place(), null, findings);
        }
    }

    private static void plain(Statement statement, Place place, Name table, Findings findings) {
        findings.at(statement, place)
                .table(table)
                .condition("The script changes who may do what: " + statement.firstWords() + ".")
                .workaround(
                        "-- once security has approved it, above the statement:",
                        "-- runbook:waive SC1 reason=\"...\" ticket=...",
                        statement.firstWords())
                .report();
    }
}

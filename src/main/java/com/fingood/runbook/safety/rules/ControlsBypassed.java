package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterOther;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.DoBlock;
import com.fingood.runbook.safety.sql.Command.Setting;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.SwitchTrigger;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A migration works under the rights and the rules that were approved for it. */
final class ControlsBypassed implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX5",
            Severity.CRITICAL,
            "Controls bypassed",
            """
            The script sets role, session authorization, search_path, session_replication_role or row_security, or disables all triggers of a table.""",
            """
            What was reviewed is not what happens: other rights, other tables of the same name, and no foreign keys, triggers or audit. A setting can outlive the
            script in its session.""",
            """
            Leave it out. Write names with their schema; have rights granted to the migration's own role; repair data in an order that its constraints accept.""",
            null,
            """
            The rehearsal runs as the migration's role; it refuses what would reach beyond the clone. It does not judge whether a bypass was wanted.""");

    private static final Map<String, String> EFFECTS = Map.of(
            "role", "Later statements run with the rights of another role than the one that was approved.",
            "authorization", "Later statements run as another user than the one that was approved.",
            "session", "Later statements run as another user than the one that was approved.",
            "session_authorization", "Later statements run as another user than the one that was approved.",
            "search_path", "Names without a schema mean other tables than those that were reviewed.",
            "session_replication_role", "Foreign keys, triggers and the audit built on them are off for this session.",
            "row_security", "Policies decide no longer which rows a statement sees.");

    private static final Set<String> FOR_LATER = Set.of("ROLE", "USER", "DATABASE", "SYSTEM");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(Setting.class)
                    .filter(setting -> EFFECTS.containsKey(setting.name()))
                    .forEach(setting -> set(statement, setting, findings));
            statement.all(AlterOther.class).forEach(alter -> forLater(statement, alter, findings));
            statement.all(AlterTable.class).forEach(alter -> alter.all(SwitchTrigger.class)
                    .filter(act -> !act.enables()
                            && Set.of("ALL", "USER").contains(act.which().toUpperCase(Locale.ROOT)))
                    .forEach(act -> triggers(statement, act.place(), alter, act, findings)));
            if (statement.command() instanceof DoBlock) {
                inside(statement, findings);
            }
        }
    }

    private static void set(Statement statement, Setting setting, Findings findings) {
        String name =
                setting.name().replace("session_authorization", "authorization").equals("authorization")
                        ? "session authorization"
                        : setting.name().equals("session") ? "session authorization" : setting.name();
        findings.at(statement)
                .condition("The script " + (setting.value() == null ? "resets " : "sets ") + name + ".")
                .effect(EFFECTS.get(setting.name()))
                .workaround(
                        setting.name().equals("search_path")
                                ? "-- leave it out, and write each name of this script with its schema"
                                : "-- leave it out: the script runs as the migration's role, with every control in force")
                .report();
    }

    private static void forLater(Statement statement, AlterOther alter, Findings findings) {
        String action = alter.action().toLowerCase(Locale.ROOT);
        if (!FOR_LATER.contains(alter.kind())) {
            return;
        }
        EFFECTS.keySet().stream()
                .filter(name -> action.matches("(?s).*\\b(re)?set\\s+" + name + "\\b.*"))
                .findFirst()
                .ifPresent(name -> findings.at(statement)
                        .condition("ALTER " + alter.kind() + " changes " + name + " for every later session.")
                        .effect(EFFECTS.get(name))
                        .workaround("-- not by a migration: ask the database team")
                        .report());
    }

    private static void triggers(
            Statement statement, Place place, AlterTable alter, SwitchTrigger act, Findings findings) {
        findings.at(statement, place)
                .table(alter.table())
                .lock("SHARE ROW EXCLUSIVE")
                .condition("DISABLE TRIGGER " + act.which().toUpperCase(Locale.ROOT) + " switches off every trigger of "
                        + alter.table()
                        + (act.which().equalsIgnoreCase("all") ? ", those of its foreign keys too." : "."))
                .effect("Rows that break a rule can be written to " + alter.table()
                        + " by everybody, and nothing checks them when the triggers are on again.")
                .workaround(
                        "-- name the one trigger that stands in the way, in a file of its own",
                        "ALTER TABLE " + alter.table() + " DISABLE TRIGGER <name>;")
                .report();
    }

    private static void inside(Statement statement, Findings findings) {
        boolean bypasses = RoutineBody.statements(statement).stream()
                .anyMatch(tokens -> RoutineBody.says(tokens, "session_replication_role")
                        || RoutineBody.says(tokens, "set", "role")
                        || RoutineBody.says(tokens, "session", "authorization")
                        || RoutineBody.says(tokens, "disable", "trigger", "all")
                        || RoutineBody.says(tokens, "disable", "trigger", "user"));
        if (bypasses) {
            findings.at(statement)
                    .condition("A DO block changes the role, or switches triggers or replication off.")
                    .workaround(
                            "-- leave that out of the block: the script runs as the migration's role, with every control in force")
                    .report();
        }
    }
}

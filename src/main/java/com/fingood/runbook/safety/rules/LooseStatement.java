package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.AddConstraint;
import com.fingood.runbook.safety.sql.TableAction.AlterType;
import com.fingood.runbook.safety.sql.TableAction.SetNotNull;
import com.fingood.runbook.safety.sql.Token;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Small things that are easier to write right than to find later. */
final class LooseStatement implements Rule {

    private static final RuleText TEXT = new RuleText(
            "ST3",
            Severity.LOW,
            "Loosely written statement",
            """
            A name is longer than 63 bytes, several ALTERs each scan one table, or a file without a transaction makes or drops something without IF [NOT] EXISTS. Names without a
            schema are only mentioned.""",
            "The server cuts the name, scans once more than needed, or the file can't be run again after a failure.",
            """
            Shorten the name; put the actions into one ALTER TABLE; write IF [NOT] EXISTS where no transaction takes half a file back; write names with
            their schema.""",
            null,
            """
            The rehearsal shows the names as they are in the catalogue and the scans that happened.""");

    private static final int NAME_BYTES = 63;

    /** No shorter run of characters can be a name of more than 63 bytes: one character has at most three per UTF-16 unit. */
    private static final Pattern LONG_WORD = Pattern.compile("[\\w$\\u0080-\\uFFFF]{22}|\"[^\"]{22}");

    private static final Set<String> MADE_ONCE =
            Set.of("TABLE", "SEQUENCE", "SCHEMA", "VIEW", "MATERIALIZED VIEW", "EXTENSION");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            if (LONG_WORD.matcher(statement.text()).find()) {
                longNames(statement, findings);
            }
            if (!script.transactional()) {
                notAgain(statement).ifPresent(words -> rerun(statement, words, findings));
            }
        }
        if (script.forward().isEmpty()) {
            scans(script, findings);
            unqualified(script, findings);
        }
    }

    private static void longNames(Statement statement, Findings findings) {
        for (Token token : statement.tokens()) {
            String name = token.isName() ? Name.folded(token.text()) : "";
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NAME_BYTES && !name.contains("${")) {
                findings.at(statement, token.place())
                        .condition(
                                "The name " + name + " has " + bytes + " bytes; the server keeps " + NAME_BYTES + ".")
                        .effect(
                                "The server cuts the name: later statements find it by its cut form only, and two names can become one.")
                        .workaround("-- at most " + NAME_BYTES + " bytes, e.g. " + cut(name))
                        .report();
            }
        }
    }

    private static String cut(String name) {
        String cut = name.substring(0, Math.min(name.length(), NAME_BYTES));
        while (cut.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    /** What fails when the file is run once more. */
    private static Optional<String> notAgain(Statement statement) {
        Command command = statement.command();
        if (command instanceof CreateTable made && !made.ifNotExists()) {
            return Optional.of("CREATE TABLE IF NOT EXISTS " + made.name());
        } else if (command instanceof CreateIndex made && !made.ifNotExists() && !made.concurrently()) {
            return Optional.of("CREATE INDEX IF NOT EXISTS " + made.name() + " ON " + made.table());
        } else if (command instanceof CreateOther made && !made.ifNotExists() && MADE_ONCE.contains(made.kind())) {
            return Optional.of("CREATE " + made.kind() + " IF NOT EXISTS " + made.name());
        } else if (command instanceof Drop drop && !drop.ifExists() && MADE_ONCE.contains(drop.kind())) {
            return Optional.of(
                    "DROP " + drop.kind() + " IF EXISTS " + drop.names().get(0));
        } else if (command instanceof AlterTable alter) {
            return alter.all(AddColumn.class)
                    .filter(add -> !add.ifNotExists())
                    .findFirst()
                    .map(add -> "ALTER TABLE " + alter.table() + " ADD COLUMN IF NOT EXISTS "
                            + add.column().name());
        }
        return Optional.empty();
    }

    private static void rerun(Statement statement, String words, Findings findings) {
        findings.at(statement)
                .condition("The file runs without a transaction, and this statement fails when it is run again.")
                .effect("After a failure further down the file can't simply be run again.")
                .workaround(words + " ...;")
                .report();
    }

    private static void scans(ScriptContext script, Findings findings) {
        Map<String, List<Statement>> scanning = script.statements().stream()
                .filter(statement -> statement.command() instanceof AlterTable alter
                        && !script.isNew(alter.table(), statement)
                        && alter.actions().stream().anyMatch(LooseStatement::scans))
                .collect(Collectors.groupingBy(
                        statement -> table(statement).simple(), LinkedHashMap::new, Collectors.toList()));
        scanning.values().stream().filter(all -> all.size() > 1).forEach(all -> {
            Statement second = all.get(1);
            findings.at(second)
                    .table(table(second))
                    .condition(all.size() + " statements of this file each read the whole of " + table(second) + ".")
                    .effect("The table is read " + all.size() + " times under a strong lock where once would do.")
                    .workaround(
                            "ALTER TABLE " + table(second),
                            "    -- the actions of all " + all.size() + " statements, with commas between them",
                            ";")
                    .report();
        });
    }

    private static boolean scans(TableAction action) {
        return action instanceof AlterType
                || action instanceof SetNotNull
                || action instanceof AddConstraint add
                        && add.constraint().kind() == Kind.CHECK
                        && !add.constraint().notValid();
    }

    private static Name table(Statement statement) {
        return ((AlterTable) statement.command()).table();
    }

    /** Once for a script: where names go without a schema, they all do. */
    private static void unqualified(ScriptContext script, Findings findings) {
        script.statements().stream()
                .filter(statement -> statement.command().tables().stream().anyMatch(LooseStatement::isOpen))
                .filter(statement -> !isTemporary(statement))
                .findFirst()
                .ifPresent(statement -> findings.at(statement)
                        .severity(Severity.INFO)
                        .condition("Names such as "
                                + statement.command().tables().stream()
                                        .filter(LooseStatement::isOpen)
                                        .findFirst()
                                        .orElseThrow()
                                + " have no schema in this file.")
                        .effect("The search path of the session decides which table is meant.")
                        .workaround("-- fine while the target has one schema; else write schema.name")
                        .report());
    }

    private static boolean isOpen(Name name) {
        return !name.hasSchema() && !name.toString().equals("?");
    }

    private static boolean isTemporary(Statement statement) {
        return statement.command() instanceof CreateTable made && made.temporary();
    }
}

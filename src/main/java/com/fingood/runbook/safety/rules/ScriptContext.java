package com.fingood.runbook.safety.rules;

import com.fingood.runbook.change.Problem;
import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A script and what is known around it.
 *
 * @param script the one that is judged
 * @param forward the script that this one undoes; empty when it undoes none
 * @param transactional whether the whole script runs in one transaction, as it does unless its settings say otherwise
 * @param sizes of the target's tables
 * @param problems of the change as a whole; empty for a script that was given alone, and for an undo
 */
public record ScriptContext(
        Script script, Optional<Script> forward, boolean transactional, TableSizes sizes, List<Problem> problems) {

    /** Below that many pages (8 MB) a lock or a rewrite is over before anybody waits. */
    public static final long SMALL_PAGES = 1000;

    public static ScriptContext alone(Script script) {
        return new ScriptContext(script, Optional.empty(), true, TableSizes.UNKNOWN, List.of());
    }

    public List<Statement> statements() {
        return script.statements();
    }

    /** The statements in front of this one. */
    public List<Statement> before(Statement statement) {
        return script.statements().subList(0, statement.index());
    }

    public List<Statement> after(Statement statement) {
        return script.statements()
                .subList(statement.index() + 1, script.statements().size());
    }

    /** Made by a statement in front of this one: nobody else can use it yet. IF NOT EXISTS makes nothing for certain. */
    public boolean isNew(Name table, Statement statement) {
        return before(statement).stream().anyMatch(earlier -> creates(earlier, table));
    }

    /** Made by the script that this one undoes. */
    public boolean isMadeByForward(Name table) {
        return forward.stream().flatMap(script -> script.statements().stream()).anyMatch(made -> creates(made, table));
    }

    /** Actions of one kind on a table in the script that this one undoes. */
    public <A extends TableAction> Stream<A> forwardActions(Name table, Class<A> kind) {
        return forward.stream()
                .flatMap(script -> script.statements().stream())
                .flatMap(statement -> actions(statement, table, kind));
    }

    /** Actions of one kind on a table in one statement. */
    public static <A extends TableAction> Stream<A> actions(Statement statement, Name table, Class<A> kind) {
        return statement
                .all(Command.AlterTable.class)
                .filter(alter -> alter.table().sameAs(table))
                .flatMap(alter -> alter.actions().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** The table of an index that a statement in front of this one makes. */
    public Optional<Name> tableOfIndex(Name index, Statement statement) {
        return before(statement).stream()
                .flatMap(earlier -> earlier.all(CreateIndex.class))
                .filter(made -> made.name() != null && made.name().sameAs(index))
                .map(CreateIndex::table)
                .findFirst();
    }

    boolean isSmall(Name table) {
        return sizes.pages(table).orElse(Long.MAX_VALUE) < SMALL_PAGES;
    }

    private static boolean creates(Statement statement, Name table) {
        Command command = statement.command();
        if (command instanceof CreateTable made) {
            return !made.ifNotExists() && made.name().sameAs(table);
        }
        return command instanceof CreateOther made
                && made.kind().equals("MATERIALIZED VIEW")
                && !made.ifNotExists()
                && made.name().sameAs(table);
    }
}

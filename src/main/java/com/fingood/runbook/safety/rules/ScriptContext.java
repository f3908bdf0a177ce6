package com.fingood.runbook.safety.rules;

import com.fingood.runbook.change.PersonalData;
import com.fingood.runbook.change.Problem;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Grammar;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A script and what is known around it. */
public final class ScriptContext {

    /** Below that many pages (8 MB) a lock or a rewrite is over before anybody waits. */
    public static final long SMALL_PAGES = 1000;

    private final Script script;
    private final Optional<Script> forward;
    private final boolean transactional;
    private final TableSizes sizes;
    private final List<Problem> problems;
    private final Set<String> declared;
    private final Grammar grammar;
    private final TableHistory history;
    private final Optional<TableHistory> forwardHistory;
    private final Map<String, CreateIndex> indexes = new HashMap<>();

    /**
     * @param script the one that is judged
     * @param forward the script that this one undoes; empty when it undoes none
     * @param transactional whether the whole script runs in one transaction, as it does unless its settings say otherwise
     * @param sizes of the target's tables
     * @param problems of the change as a whole; empty for a script that was given alone, and for an undo
     * @param declared columns with personal data that the change's document names
     * @param grammar one for all scripts of a check
     */
    public ScriptContext(
            Script script,
            Optional<Script> forward,
            boolean transactional,
            TableSizes sizes,
            List<Problem> problems,
            List<PersonalData> declared,
            Grammar grammar) {
        this.script = script;
        this.forward = forward;
        this.transactional = transactional;
        this.sizes = sizes;
        this.problems = List.copyOf(problems);
        this.declared = declared.stream()
                .map(one -> one.column().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.grammar = grammar;
        this.history = new TableHistory(script);
        this.forwardHistory = forward.map(TableHistory::new);
        remember(script);
        forward.ifPresent(this::remember);
    }

    private void remember(Script made) {
        made.statements().forEach(statement -> statement
                .all(CreateIndex.class)
                .filter(index -> index.name() != null)
                .forEach(index -> indexes.putIfAbsent(index.name().simple(), index)));
    }

    static ScriptContext alone(Script script) {
        return new ScriptContext(
                script, Optional.empty(), true, TableSizes.UNKNOWN, List.of(), List.of(), new Grammar());
    }

    Script script() {
        return script;
    }

    Optional<Script> forward() {
        return forward;
    }

    boolean transactional() {
        return transactional;
    }

    List<Problem> problems() {
        return problems;
    }

    Grammar grammar() {
        return grammar;
    }

    /** Whether the change's document says why the column holds personal data, and how long. */
    boolean declares(Name table, String column) {
        String name = "." + table.simple() + "." + Name.folded(column);
        return declared.stream().anyMatch(one -> ("." + one).endsWith(name.toLowerCase(Locale.ROOT)));
    }

    List<Statement> statements() {
        return script.statements();
    }

    /** Made by a statement in front of this one: nobody else can use it yet. IF NOT EXISTS makes nothing for certain. */
    boolean isNew(Name table, Statement statement) {
        return history.isCreatedBefore(table, statement.index());
    }

    /** Made by the script that this one undoes. */
    boolean isMadeByForward(Name table) {
        return forwardHistory
                .filter(made -> made.isCreatedBefore(table, Integer.MAX_VALUE))
                .isPresent();
    }

    /** What statements in front of this one do to a table. */
    <A extends TableAction> Stream<A> actionsBefore(Statement statement, Name table, Class<A> kind) {
        return history.actionsBefore(table, statement.index(), kind);
    }

    /** What this statement and those in front of it do to a table. */
    <A extends TableAction> Stream<A> actionsUpTo(Statement statement, Name table, Class<A> kind) {
        return history.actionsBefore(table, statement.index() + 1, kind);
    }

    /** A constraint that this statement or one in front of it adds. */
    Optional<Constraint> constraintUpTo(Statement statement, Name table, String constraint) {
        return history.constraintBefore(table, constraint, statement.index() + 1);
    }

    /** Whether the script adds a constraint anywhere, or the script that this one undoes does. */
    boolean isAdded(Name table, String constraint) {
        return Stream.concat(Stream.of(history), forwardHistory.stream())
                .anyMatch(one -> one.constraintBefore(table, constraint, Integer.MAX_VALUE)
                        .isPresent());
    }

    /** Whether the script validates a constraint anywhere. */
    boolean isValidated(Name table, String constraint) {
        return history.isValidated(table, constraint);
    }

    /** What the whole script does to a table. */
    <A extends TableAction> Stream<A> actions(Name table, Class<A> kind) {
        return history.actionsBefore(table, Integer.MAX_VALUE, kind);
    }

    /** What the script that this one undoes does to a table. */
    <A extends TableAction> Stream<A> forwardActions(Name table, Class<A> kind) {
        return forwardHistory.stream().flatMap(made -> made.actionsBefore(table, Integer.MAX_VALUE, kind));
    }

    /** The table of an index that this script makes, or the one that it undoes, or that the target has. */
    Optional<Name> tableOfIndex(Name index) {
        return Optional.ofNullable(indexes.get(index.simple()))
                .map(CreateIndex::table)
                .or(() -> sizes.tableOf(index));
    }

    boolean isSmall(Name table) {
        return sizes.pages(table).orElse(Long.MAX_VALUE) < SMALL_PAGES;
    }
}

package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.DropConstraint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server indexes the referenced side of a foreign key, never the referencing one. */
final class ForeignKeyWithoutIndex implements Rule {

    private static final RuleText TEXT = new RuleText(
            "ST1",
            Severity.MEDIUM,
            "Foreign key without an index on its own columns",
            """
            A foreign key is declared, and no index of the same file begins with its columns; a partial index does not count.""",
            """
            Each DELETE of a referenced row, and each change of its key, reads the whole referencing table, while it holds locks.""",
            """
            Build an index that begins with the key's columns: concurrently and in a file before on a table in use, in the same file on a new one.""",
            null,
            """
            The rehearsal asks the catalogue of the clone for the index, and is right. This rule sees one file: of a new table or column it is sure; of
            columns that were there before it only informs, since an earlier file may have indexed them.""");

    private record Key(Statement statement, Place place, Name table, Constraint constraint, boolean certain) {}

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        List<Key> keys = script.statements().stream()
                .flatMap(statement -> keys(script, statement))
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        List<CreateIndex> indexes = script.statements().stream()
                .flatMap(statement -> statement.all(CreateIndex.class))
                .filter(index -> !index.partial())
                .toList();
        keys.stream()
                .filter(key -> indexes.stream()
                        .noneMatch(index -> index.table().sameAs(key.table()) && leads(index.columns(), key)))
                .filter(key -> constraints(script, key.table()).noneMatch(other -> isIndexFor(other, key)))
                .forEach(key -> report(key, findings));
    }

    private static Stream<Key> keys(ScriptContext script, Statement statement) {
        if (statement.command() instanceof CreateTable create) {
            return create.temporary()
                    ? Stream.empty()
                    : declared(create)
                            .filter(one -> one.kind() == Kind.FOREIGN_KEY)
                            .map(one -> new Key(statement, statement.place(), create.name(), one, true));
        }
        return statement.all(AlterTable.class).flatMap(alter -> alter.actions().stream()
                .flatMap(action -> Constraints.addedBy(action)
                        .filter(one -> one.kind() == Kind.FOREIGN_KEY && !isGivenBack(script, alter.table(), one))
                        .map(one -> new Key(
                                statement,
                                action.place(),
                                alter.table(),
                                one,
                                isCertain(script, statement, alter.table(), one)))));
    }

    /** An undo that puts back what its change has dropped. */
    private static boolean isGivenBack(ScriptContext script, Name table, Constraint key) {
        return script.forwardActions(table, DropConstraint.class)
                .anyMatch(drop -> Name.folded(drop.constraint()).equals(Name.folded(Constraints.name(key, table))));
    }

    private static boolean isCertain(ScriptContext script, Statement statement, Name table, Constraint key) {
        return script.isNew(table, statement)
                || script.actionsUpTo(statement, table, AddColumn.class).anyMatch(add -> folded(key.columns())
                        .contains(Name.folded(add.column().name())));
    }

    private static Stream<Constraint> declared(CreateTable create) {
        return Stream.concat(
                create.constraints().stream(),
                create.columns().stream().flatMap(column -> column.constraints().stream()));
    }

    private static Stream<Constraint> constraints(ScriptContext script, Name table) {
        Stream<Constraint> made = script.statements().stream()
                .map(Statement::command)
                .filter(CreateTable.class::isInstance)
                .map(CreateTable.class::cast)
                .filter(create -> create.name().sameAs(table))
                .flatMap(ForeignKeyWithoutIndex::declared);
        return Stream.concat(made, script.actions(table, TableAction.class).flatMap(Constraints::addedBy));
    }

    private static boolean isIndexFor(Constraint other, Key key) {
        return (other.kind() == Kind.PRIMARY_KEY || other.kind() == Kind.UNIQUE) && leads(other.columns(), key);
    }

    /** The key's columns are the first ones, in any order. */
    private static boolean leads(List<String> columns, Key key) {
        Set<String> wanted = folded(key.constraint().columns());
        return columns.size() >= wanted.size()
                && folded(columns.subList(0, wanted.size())).equals(wanted);
    }

    private static Set<String> folded(List<String> columns) {
        return columns.stream().map(Name::folded).collect(Collectors.toCollection(HashSet::new));
    }

    private static void report(Key key, Findings findings) {
        String columns = String.join(", ", key.constraint().columns());
        String index = key.table()
                .with(key.constraint().columns().stream().map(Name::folded).collect(Collectors.joining("_")) + "_ix");
        findings.at(key.statement(), key.place())
                .table(key.table())
                .severity(key.certain() ? Severity.MEDIUM : Severity.INFO)
                .condition("The foreign key " + Constraints.name(key.constraint(), key.table()) + " of " + key.table()
                        + " (" + columns + ") has no index in this file.")
                .effect("Each DELETE from " + key.constraint().references() + " reads the whole of " + key.table()
                        + ", unless another file has indexed " + columns + ".")
                .workaround(
                        "-- on a table in use in a file before this one, on a new table here and without CONCURRENTLY",
                        "CREATE INDEX CONCURRENTLY " + index + " ON " + key.table() + " (" + columns + ");")
                .report();
    }
}

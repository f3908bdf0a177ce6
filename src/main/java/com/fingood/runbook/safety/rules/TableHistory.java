package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a script does to each table, in order; looked up by name, since a script may have ten thousand statements. */
final class TableHistory {

    private record Created(int statement, Name name) {}

    private record Added(int statement, Name table, Constraint constraint) {}

    private record Altered(int statement, Name table, TableAction action) {}

    private final Map<String, List<Created>> created = new HashMap<>();
    private final Map<String, List<Altered>> altered = new HashMap<>();
    private final Map<List<String>, List<Added>> added = new HashMap<>();
    private final Set<List<String>> validated = new HashSet<>();

    TableHistory(Script script) {
        for (Statement statement : script.statements()) {
            Command command = statement.command();
            if (command instanceof Command.CreateTable made && !made.ifNotExists()) {
                created(statement, made.name());
            } else if (command instanceof Command.CreateOther made
                    && made.kind().equals("MATERIALIZED VIEW")
                    && !made.ifNotExists()) {
                created(statement, made.name());
            } else if (command instanceof Command.AlterTable alter) {
                alter.actions().forEach(action -> altered(statement, alter.table(), action));
            }
        }
    }

    private void created(Statement statement, Name name) {
        created.computeIfAbsent(name.simple(), simple -> new ArrayList<>()).add(new Created(statement.index(), name));
    }

    private void altered(Statement statement, Name table, TableAction action) {
        altered.computeIfAbsent(table.simple(), name -> new ArrayList<>())
                .add(new Altered(statement.index(), table, action));
        Constraints.addedBy(action).forEach(constraint -> added.computeIfAbsent(
                        key(table, Constraints.name(constraint, table)), name -> new ArrayList<>())
                .add(new Added(statement.index(), table, constraint)));
        if (action instanceof TableAction.ValidateConstraint validate) {
            validated.add(key(table, validate.constraint()));
        }
    }

    private static List<String> key(Name table, String constraint) {
        return List.of(table.simple(), Name.folded(constraint));
    }

    /** A constraint that a statement in front of this one adds. */
    Optional<Constraint> constraintBefore(Name table, String constraint, int statement) {
        return added.getOrDefault(key(table, constraint), List.of()).stream()
                .filter(one -> one.statement() < statement && one.table().sameAs(table))
                .map(Added::constraint)
                .findFirst();
    }

    boolean isValidated(Name table, String constraint) {
        return validated.contains(key(table, constraint));
    }

    /** Whether a statement in front of this one makes the table. */
    boolean isCreatedBefore(Name table, int statement) {
        for (Created made : created.getOrDefault(table.simple(), List.of())) {
            if (made.statement() >= statement) {
                return false;
            } else if (made.name().sameAs(table)) {
                return true;
            }
        }
        return false;
    }

    /** What is done to a table by statements in front of this one. */
    <A extends TableAction> Stream<A> actionsBefore(Name table, int statement, Class<A> kind) {
        return altered.getOrDefault(table.simple(), List.of()).stream()
                .takeWhile(one -> one.statement() < statement)
                .filter(one -> kind.isInstance(one.action()) && one.table().sameAs(table))
                .map(one -> kind.cast(one.action()));
    }
}

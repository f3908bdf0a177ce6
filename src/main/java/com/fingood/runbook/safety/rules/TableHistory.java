package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a script does to each table, in order; looked up by name, since a script may have ten thousand statements. */
final class TableHistory {

    private record Created(int statement, Name name) {}

    private record Altered(int statement, Name table, TableAction action) {}

    private final Map<String, List<Created>> created = new HashMap<>();
    private final Map<String, List<Altered>> altered = new HashMap<>();

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
                alter.actions()
                        .forEach(action -> altered.computeIfAbsent(alter.table().simple(), name -> new ArrayList<>())
                                .add(new Altered(statement.index(), alter.table(), action)));
            }
        }
    }

    private void created(Statement statement, Name name) {
        created.computeIfAbsent(name.simple(), simple -> new ArrayList<>()).add(new Created(statement.index(), name));
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

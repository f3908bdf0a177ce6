package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Command.DropIndex;
import com.fingood.runbook.safety.sql.Command.Reindex;
import com.fingood.runbook.safety.sql.Command.Vacuum;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.DetachPartition;

import java.util.Optional;
import java.util.Set;

/** Statements that the server refuses to run inside of a transaction. */
final class OutsideTransaction {

    private static final Set<String> WHOLE = Set.of("SCHEMA", "DATABASE", "SYSTEM");

    private OutsideTransaction() {}

    /** @return what it is, e.g. {@code CREATE INDEX CONCURRENTLY}; empty when it may run in a transaction */
    static Optional<String> words(Statement statement) {
        Command command = statement.command();
        if (command instanceof CreateIndex index && index.concurrently()) {
            return Optional.of("CREATE INDEX CONCURRENTLY");
        } else if (command instanceof DropIndex drop && drop.concurrently()) {
            return Optional.of("DROP INDEX CONCURRENTLY");
        } else if (command instanceof Reindex reindex && (reindex.concurrently() || WHOLE.contains(reindex.kind()))) {
            return Optional.of("REINDEX " + (reindex.concurrently() ? "CONCURRENTLY" : reindex.kind()));
        } else if (command instanceof AlterTable alter
                && alter.all(DetachPartition.class).anyMatch(DetachPartition::concurrently)) {
            return Optional.of("DETACH PARTITION CONCURRENTLY");
        } else if (command instanceof Vacuum) {
            return Optional.of("VACUUM");
        }
        return whole(command);
    }

    private static Optional<String> whole(Command command) {
        if (command instanceof Command.CreateOther made
                && Set.of("DATABASE", "TABLESPACE").contains(made.kind())) {
            return Optional.of("CREATE " + made.kind());
        } else if (command instanceof Command.Drop drop
                && Set.of("DATABASE", "TABLESPACE").contains(drop.kind())) {
            return Optional.of("DROP " + drop.kind());
        } else if (command instanceof Command.AlterOther alter && alter.kind().equals("SYSTEM")) {
            return Optional.of("ALTER SYSTEM");
        }
        return Optional.empty();
    }
}

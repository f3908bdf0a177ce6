package com.fingood.runbook.migration;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Flyway as it is always set up on a target; nothing is read from environment or files. */
final class TargetFlyway {

    static final String HISTORY = "flyway_schema_history";
    static final String UNDO_HISTORY = "runbook_undo_history";

    private static final ClassProvider<JavaMigration> NO_CLASSES = new ClassProvider<>() {
        @Override
        public Collection<Class<? extends JavaMigration>> getClasses() {
            return List.of();
        }
    };

    private TargetFlyway() {}

    /** Creates an empty history table without any row, in whatever schema; does nothing when it is there. */
    static void prepare(OneConnection connection, String table) {
        // Flyway's own creation demands an empty schema or a baseline row; with nothing to execute it asks for neither.
        on(connection, Scripts.none())
                .table(table)
                .skipExecutingMigrations(true)
                .load()
                .migrate();
    }

    static FluentConfiguration on(OneConnection connection, Scripts scripts) {
        return Flyway.configure()
                // With Flyway's own default the history row and the script commit on two connections: a crash between
                // them leaves a change without its row, and CREATE INDEX CONCURRENTLY waits for Flyway itself for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(connection)
                .table(HISTORY)
                .resourceProvider(scripts)
                .javaMigrationClassProvider(NO_CLASSES)
                .skipDefaultCallbacks(true)
                .sqlMigrationPrefix("V")
                .validateMigrationNaming(true)
                // MigrationHistory.check says the same in words before; with a single file at hand there is nothing to
                // validate it against.
                .validateOnMigrate(false)
                .outOfOrder(false)
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .group(false)
                .mixed(false)
                .connectRetries(0)
                .lockRetryCount(2)
                .placeholderReplacement(false)
                .outputQueryResults(false)
                .loggers(SilentFlywayLog.class.getName());
    }
}

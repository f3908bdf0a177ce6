package com.fingood.runbook.migration;

import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a history by Flyway's own eyes, so that versions and checksums are compared as it does when it migrates. */
final class HistoryReader {

    /** What makes Flyway call a schema empty, without our own bookkeeping and extensions' objects. */
    private static final String POSTGRES_OBJECTS =
            """
            SELECT c.relname FROM pg_catalog.pg_class c
              LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid AND d.deptype = 'e'
             WHERE c.relnamespace = current_schema()::regnamespace AND d.objid IS NULL AND c.relkind IN ('r','p','v','m','S','f')
            UNION ALL
            SELECT t.typname FROM pg_catalog.pg_type t
              LEFT JOIN pg_catalog.pg_depend d ON d.objid = t.oid AND d.deptype = 'e'
             WHERE t.typnamespace = current_schema()::regnamespace AND d.objid IS NULL AND t.typrelid = 0 AND t.typcategory NOT IN ('A','C')
            UNION ALL
            SELECT p.proname FROM pg_catalog.pg_proc p
              LEFT JOIN pg_catalog.pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
             WHERE p.pronamespace = current_schema()::regnamespace AND d.objid IS NULL""";

    private static final String H2_OBJECTS =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()";

    private static final Set<MigrationState> NOT_APPLIED = EnumSet.of(MigrationState.PENDING, MigrationState.IGNORED);

    private HistoryReader() {}

    static MigrationHistory read(OneConnection connection, Target target) throws SQLException {
        Scripts scripts = Scripts.inFolder(target.properties().changes());
        MigrationInfo[] all = FlywayFailure.translated(
                target, () -> TargetFlyway.on(connection, scripts).load().info().all());
        List<AppliedVersion> rows = new ArrayList<>();
        List<PendingVersion> pending = new ArrayList<>();
        for (MigrationInfo info : all) {
            if (info.isApplied()) {
                rows.add(applied(info));
            } else if (info.isVersioned() && NOT_APPLIED.contains(info.getState())) {
                pending.add(
                        new PendingVersion(info.getVersion().getVersion(), info.getDescription(), info.getScript()));
            }
        }
        Connection jdbc = connection.getConnection();
        return new MigrationHistory(
                exists(jdbc, TargetFlyway.HISTORY), isEmpty(jdbc, target), rows, pending, UndoJournal.read(jdbc));
    }

    /** Whether the current schema has this table. */
    static boolean exists(Connection connection, String table) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), table, null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equals(table)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isEmpty(Connection connection, Target target) throws SQLException {
        String sql = target.dialect().name().equals("h2") ? H2_OBJECTS : POSTGRES_OBJECTS;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet names = statement.executeQuery()) {
            while (names.next()) {
                String name = names.getString(1).toLowerCase(Locale.ROOT);
                if (Fingerprint.BOOKKEEPING.stream().noneMatch(name::startsWith)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static AppliedVersion applied(MigrationInfo info) {
        return new AppliedVersion(
                info.getInstalledRank(),
                info.getVersion() == null ? null : info.getVersion().getVersion(),
                info.getDescription(),
                info.getScript(),
                instant(info.getInstalledOn()),
                info.getInstalledBy(),
                info.getAppliedChecksum(),
                !info.getState().isFailed(),
                info.getType() == CoreMigrationType.BASELINE,
                !info.isChecksumMatching());
    }

    /** The column has no time zone; our sessions write it in UTC, while JDBC read it in this machine's zone. */
    private static Instant instant(Date date) {
        return new Timestamp(date.getTime()).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}

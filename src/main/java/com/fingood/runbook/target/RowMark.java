package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint.TableData;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * A moment in the life of a PostgreSQL server: every row that is written after it carries a transaction's number that is not below
 * {@code oldest}. So whether nothing was written since is told by counting rows, many times faster than by hashing them; and only that:
 * what was written is told by a {@link Fingerprint}.
 *
 * @param server time line and start of the server: after a restart or a failover nothing is concluded
 * @param oldest the oldest transaction that was at work then, or the next one
 */
public record RowMark(String server, long oldest) {

    private static final String NOW =
            """
            SELECT left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8) || ' ' || pg_catalog.pg_postmaster_start_time(),
                   pg_catalog.txid_snapshot_xmin(pg_catalog.txid_current_snapshot())""";

    private static final String ROWS =
            """
            SELECT count(*), count(*) FILTER (WHERE pg_catalog.age(xmin) <= pg_catalog.age((? %% 4294967296)::text::xid))
              FROM ONLY %s""";

    /** Empty where rows do not tell it: on H2, on a standby, or when the server does not say. */
    public static Optional<RowMark> now(Target target, SessionTag tag) {
        if (!target.dialect().name().equals("postgresql")) {
            return Optional.empty();
        }
        try (Connection connection = target.connect(tag)) {
            return Optional.of(read(connection));
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    /**
     * True only when it is certain that nothing was written: same server, same schema, and in each table as many rows as
     * {@code then}, none of them newer. Large objects are not looked into; where there are any, it is not certain.
     *
     * @param then taken after this mark
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE
     */
    public boolean nothingSince(Target target, SessionTag tag, Fingerprint then, Cancellation cancellation) {
        try (Connection connection = target.connect(tag)) {
            Snapshot.begin(connection);
            return read(connection).server.equals(server)
                    && target.dialect().schemaFingerprint(connection).schema().equals(then.schema())
                    && noRowIsNewer(connection, then, cancellation);
        } catch (SQLException unknown) {
            cancellation.throwIfCancelled();
            return false;
        }
    }

    private static RowMark read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            return new RowMark(row.getString(1), row.getLong(2));
        }
    }

    /** The same tables, since the schema is the same. */
    private boolean noRowIsNewer(Connection connection, Fingerprint then, Cancellation cancellation)
            throws SQLException {
        for (Map.Entry<String, TableData> table : then.data().entrySet()) {
            cancellation.throwIfCancelled();
            boolean isTable = then.schema().containsKey("table:" + table.getKey());
            if (!isTable
                    || !isAsThen(connection, table.getKey(), table.getValue().rows())) {
                return false;
            }
        }
        return hasNoLargeObject(connection);
    }

    private boolean isAsThen(Connection connection, String table, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROWS.formatted(table))) {
            statement.setLong(1, oldest);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) == rows && row.getLong(2) == 0;
            }
        }
    }

    private static boolean hasNoLargeObject(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata)")) {
            return row.next() && row.getBoolean(1);
        }
    }
}

package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.SqlFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries indexes on a copy: a real one in a transaction that is rolled back, the same queries before and after. The copy first gets the
 * indexes that the target has now, in the same transaction, since the backup may be from before one was dropped or added.
 */
final class IndexTrial implements AutoCloseable {

    private static final String LONGEST_BUILD = "SET LOCAL statement_timeout = '30min'";

    private final Connection connection;
    private final QuerySession session;
    private final Map<TableName, Map<String, IndexCatalogue.Definition>> wanted;
    private final List<String> notes;

    /** @param wanted the target's own indexes by table */
    IndexTrial(
            Target copy,
            SessionTag tag,
            Map<TableName, Map<String, IndexCatalogue.Definition>> wanted,
            Cancellation cancellation,
            List<String> notes)
            throws SQLException {
        this.connection = copy.connect(tag);
        this.session = new QuerySession(connection, cancellation);
        this.wanted = wanted;
        this.notes = notes;
    }

    /** A restored table has neither statistics nor a visibility map, so its plans would not be the target's. */
    void prepare(Set<TableName> tables) throws SQLException {
        connection.setAutoCommit(true);
        for (TableName table : tables) {
            session.execute("VACUUM (ANALYZE) " + table.quoted());
        }
        connection.setAutoCommit(false);
    }

    /** Every query without and with the index; empty when it could not be made. */
    Optional<IndexSuggestion> tried(IndexCandidate candidate, List<DeclaredQuery> queries) throws SQLException {
        try {
            session.execute(LONGEST_BUILD);
            alignIndexes();
            List<PostgresPlan> before = plans(queries);
            session.execute(LONGEST_BUILD);
            long started = System.nanoTime();
            session.execute("CREATE INDEX " + TableName.quoted(candidate.name()) + " ON "
                    + candidate.table().quoted() + " (" + TableName.quoted(candidate.columns()) + ")");
            long millis = (System.nanoTime() - started) / 1_000_000;
            List<PostgresPlan> after = plans(queries);
            return Optional.of(new IndexSuggestion(
                    candidate.table(),
                    candidate.columns(),
                    candidate.name(),
                    candidate.reason(),
                    true,
                    effects(candidate.name(), queries, before, after),
                    size(candidate),
                    millis));
        } catch (SQLException e) {
            notes.add("the index on " + candidate.table() + " (" + String.join(", ", candidate.columns())
                    + ") could not be tried: " + SqlFailure.words(e));
            return Optional.empty();
        } finally {
            session.rollback();
        }
    }

    private void alignIndexes() throws SQLException {
        IndexCatalogue here = new IndexCatalogue(connection);
        for (Map.Entry<TableName, Map<String, IndexCatalogue.Definition>> table : wanted.entrySet()) {
            Map<String, IndexCatalogue.Definition> present = here.definitions(table.getKey());
            for (Map.Entry<String, IndexCatalogue.Definition> index : present.entrySet()) {
                if (!table.getValue().containsKey(index.getKey())
                        && !index.getValue().constraint()) {
                    session.execute("DROP INDEX "
                            + TableName.quoted(table.getKey().schema()) + "." + TableName.quoted(index.getKey()));
                }
            }
            for (Map.Entry<String, IndexCatalogue.Definition> index :
                    table.getValue().entrySet()) {
                if (!present.containsKey(index.getKey())) {
                    session.execute(index.getValue().sql());
                }
            }
        }
    }

    private List<PostgresPlan> plans(List<DeclaredQuery> queries) throws SQLException {
        List<PostgresPlan> plans = new ArrayList<>();
        for (DeclaredQuery query : queries) {
            PostgresExplainer.begin(session, query, false);
            plans.add(PostgresPlan.read(PostgresExplainer.executed(session, query)));
        }
        return plans;
    }

    private static List<IndexEffect> effects(
            String index, List<DeclaredQuery> queries, List<PostgresPlan> before, List<PostgresPlan> after) {
        List<IndexEffect> effects = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            effects.add(new IndexEffect(
                    queries.get(i).id(),
                    before.get(i).plan(),
                    after.get(i).plan(),
                    after.get(i).uses(index)));
        }
        return effects;
    }

    private long size(IndexCandidate candidate) throws SQLException {
        String index = TableName.quoted(candidate.table().schema()) + "." + TableName.quoted(candidate.name());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.pg_relation_size('" + index.replace("'", "''") + "'::regclass)")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

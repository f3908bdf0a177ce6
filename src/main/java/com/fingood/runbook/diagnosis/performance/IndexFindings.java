package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.target.TargetFailure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the target itself says: which indexes might help, which only cost, and what its indexes are now. Reads only. */
final class IndexFindings {

    private static final int MOST_CANDIDATES = 30;
    private static final long MEGABYTE = 1024 * 1024;

    private final QuerySession session;
    private final IndexCatalogue catalogue;
    private final List<String> notes;
    private final Map<DeclaredQuery, Set<TableName>> tablesOf = new LinkedHashMap<>();
    private final List<IndexCandidate> candidates = new ArrayList<>();
    private final Map<TableName, Map<String, IndexCatalogue.Definition>> indexes = new HashMap<>();
    private List<IndexFault> faults = List.of();

    private IndexFindings(QuerySession session, List<String> notes) {
        this.session = session;
        this.catalogue = new IndexCatalogue(session.connection());
        this.notes = notes;
    }

    static IndexFindings of(QuerySession session, List<DeclaredQuery> queries, List<String> notes) throws SQLException {
        IndexFindings findings = new IndexFindings(session, notes);
        for (DeclaredQuery query : queries) {
            findings.look(query);
        }
        findings.lookAtCatalogue();
        return findings;
    }

    private void look(DeclaredQuery query) throws SQLException {
        if (query.problem() != null || !query.reads() || !query.fits("postgresql")) {
            return;
        }
        try {
            PostgresPlan plan = PostgresPlan.read(PostgresExplainer.json(session, query));
            Set<TableName> tables = new HashSet<>();
            plan.nodes().stream()
                    .filter(node -> node.has("Relation Name"))
                    .map(PlanCandidates::tableOf)
                    .filter(table -> !table.isSystem())
                    .forEach(tables::add);
            tablesOf.put(query, tables);
            for (IndexCandidate candidate : PlanCandidates.of(query.id(), plan)) {
                if (tables.contains(candidate.table())
                        && !catalogue.hasIndexOn(candidate.table(), candidate.columns())) {
                    add(candidate);
                }
            }
            session.rollback();
        } catch (SQLException e) {
            if (TargetFailure.isConnectionLoss(e) && !"57014".equals(e.getSQLState())) {
                throw e;
            }
            notes.add(query.id() + " was not looked at: " + PerformanceMeasuring.words(e, query));
        }
    }

    private void lookAtCatalogue() throws SQLException {
        session.execute("SET TRANSACTION READ ONLY");
        for (IndexCandidate key : catalogue.keysWithoutIndex()) {
            add(key);
        }
        for (IndexCatalogue.ReadWhole often : catalogue.oftenReadWhole()) {
            if (candidates.stream().noneMatch(candidate -> candidate.table().equals(often.table()))) {
                notes.add(
                        "%s (%d MB) was read whole %d times, and no declared query shows why; declare it in performance/"
                                .formatted(often.table(), often.bytes() / MEGABYTE, often.scans()));
            }
        }
        candidates.sort(Comparator.comparingLong(IndexCandidate::weight).reversed());
        if (candidates.size() > MOST_CANDIDATES) {
            notes.add((candidates.size() - MOST_CANDIDATES) + " more candidates were left out");
            candidates.subList(MOST_CANDIDATES, candidates.size()).clear();
        }
        for (TableName table : tables()) {
            indexes.put(table, catalogue.definitions(table));
        }
        faults = IndexFaults.of(session.connection());
        session.rollback();
    }

    private void add(IndexCandidate candidate) {
        IndexCandidate known =
                candidates.stream().filter(candidate::isSameAs).findFirst().orElse(null);
        if (known == null) {
            candidates.add(candidate);
        } else if (candidate.foreignKey() != null) {
            candidates.set(
                    candidates.indexOf(known),
                    new IndexCandidate(
                            known.table(),
                            known.columns(),
                            known.reason() + "; " + candidate.reason(),
                            known.weight(),
                            candidate.foreignKey()));
        }
    }

    List<IndexCandidate> candidates() {
        return candidates;
    }

    List<IndexFault> faults() {
        return faults;
    }

    /** The target's indexes of every table that a trial may touch. */
    Map<TableName, Map<String, IndexCatalogue.Definition>> indexes() {
        return indexes;
    }

    /** What a candidate is tried with: the declared queries that read its table, and the look-up of its foreign key. */
    List<DeclaredQuery> queriesFor(IndexCandidate candidate) {
        Stream<DeclaredQuery> declared = tablesOf.entrySet().stream()
                .filter(entry -> entry.getValue().contains(candidate.table()))
                .map(entry -> entry.getKey().patient());
        return candidate.foreignKey() == null
                ? declared.toList()
                : Stream.concat(declared, Stream.of(candidate.foreignKey().lookUp()))
                        .toList();
    }

    private Set<TableName> tables() {
        Set<TableName> tables = new HashSet<>();
        tablesOf.values().forEach(tables::addAll);
        candidates.forEach(candidate -> {
            tables.add(candidate.table());
            if (candidate.foreignKey() != null) {
                tables.add(candidate.foreignKey().referred());
            }
        });
        return tables;
    }
}

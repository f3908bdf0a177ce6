package com.fingood.runbook.migration;

import com.fingood.runbook.migration.StatementReport.TableLock;
import com.fingood.runbook.migration.TraceQueries.Relation;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.measured.LockMode;
import com.fingood.runbook.safety.measured.MeasuredScript;
import com.fingood.runbook.safety.measured.MeasuredStatement;
import com.fingood.runbook.safety.measured.MeasuredStatement.Lock;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures on PostgreSQL what each statement of a script does: locks that it takes, tables it writes anew (their file changes), tables
 * it reads from end to end, rows, log, and what it does to the schema. Inside a transaction it asks the transaction itself; a statement
 * that runs for itself is watched from another session. In a script of thousands of statements it gets coarser instead of slower.
 */
final class StatementTrace implements AutoCloseable {

    /** From then on only what can lock or rewrite is looked at. */
    private static final long FINE_NANOS = 20_000_000_000L;

    /** From then on nothing is. */
    private static final long LONGEST_NANOS = 90_000_000_000L;

    private static final Set<String> ROWS_ONLY =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "VALUES", "SELECT", "WITH", "SET", "TABLE");

    /** What could fail on the rows that are there. */
    private static final Set<String> CHECKS_ROWS = Set.of("ALTER", "CREATE");

    private record State(Map<Long, Relation> relations, Map<Long, Set<LockMode>> locks, long position) {}

    private final Target clone;
    private final ScriptLines lines;
    private final String file;
    private final List<MeasuredStatement> measured = new ArrayList<>();
    private final LockPoller poller;
    private Map<String, Long> pages = Map.of();
    private Catalogue catalogue = Catalogue.none();
    private String home;
    private State state;
    private Finding violation;
    private boolean savepoint;
    private boolean skipping;
    private int skipped;
    private long spent;

    StatementTrace(Target clone, Script script, String run) {
        this.clone = clone;
        this.file = script.name();
        this.lines = new ScriptLines(script.text());
        this.poller = new LockPoller(clone, run);
    }

    void before(Connection connection, String sql) throws SQLException {
        long begun = System.nanoTime();
        String verb = verb(sql);
        skipping = spent > LONGEST_NANOS || spent > FINE_NANOS && ROWS_ONLY.contains(verb);
        if (skipping) {
            state = null;
            return;
        }
        if (home == null) {
            home = Optional.ofNullable(connection.getSchema()).orElse("public");
            pages = TraceQueries.pages(connection, home);
            catalogue = Catalogue.read(connection, home);
        }
        boolean inside = !connection.getAutoCommit();
        if (state == null) {
            state = state(connection, inside);
        }
        savepoint = inside && CHECKS_ROWS.contains(verb);
        if (savepoint) {
            Violations.mark(connection);
        }
        if (!inside) {
            poller.watch(Violations.backendOf(connection));
        }
        spent += System.nanoTime() - begun;
    }

    StatementReport after(Connection connection, StatementReport timed, String sql) throws SQLException {
        Integer line = lines.next(sql);
        if (skipping) {
            skipped++;
            return timed;
        }
        long begun = System.nanoTime();
        boolean inside = !connection.getAutoCommit();
        if (savepoint) {
            Violations.release(connection);
        }
        Map<Long, Set<LockMode>> seen = inside ? Map.of() : poller.stop();
        State now = state(connection, inside);
        MeasuredStatement statement = measure(connection, timed, line, sql, seen, now);
        measured.add(statement);
        state = now;
        spent += System.nanoTime() - begun;
        return report(timed, statement);
    }

    /** The statement failed: if on rows that are there, on how many. Leaves the transaction as failed as it was. */
    void failed(Connection connection, String sql, String sqlState, String message) throws SQLException {
        poller.stop();
        Integer line = lines.next(sql);
        if (sqlState != null && sqlState.startsWith("23")) {
            boolean askable = connection.getAutoCommit() || savepoint && !skipping;
            violation = Violations.finding(
                    connection, askable, savepoint, new Violations.Failed(file, line, sql, sqlState, message));
        }
    }

    Optional<Finding> violation() {
        return Optional.ofNullable(violation);
    }

    /** How many statements were not looked at, since the script has so many. */
    int skipped() {
        return skipped;
    }

    MeasuredScript script() {
        return new MeasuredScript(file, measured, pages, clone.properties().limits());
    }

    private State state(Connection connection, boolean inside) throws SQLException {
        long position = TraceQueries.position(connection);
        Map<Long, Set<LockMode>> locks = new HashMap<>();
        if (inside) {
            TraceQueries.locks(connection, "pg_catalog.pg_backend_pid()", row -> LockPoller.add(locks, row));
        }
        return new State(TraceQueries.relations(connection, home), locks, position);
    }

    private MeasuredStatement measure(
            Connection connection,
            StatementReport timed,
            Integer line,
            String sql,
            Map<Long, Set<LockMode>> seen,
            State now)
            throws SQLException {
        boolean inside = !connection.getAutoCommit();
        List<Lock> locks = strongest(inside ? newer(now.locks()) : seen, now.relations());
        Counts counts = Counts.between(state.relations(), now.relations());
        Catalogue before = catalogue;
        if (!ROWS_ONLY.contains(verb(sql))
                || locks.stream().anyMatch(lock -> lock.mode().blocksWriters())) {
            catalogue = Catalogue.read(connection, home);
        }
        List<String> emptied = new ArrayList<>();
        for (Map.Entry<Long, String> rewritten : counts.rewritten().entrySet()) {
            if (TraceQueries.isEmpty(connection, rewritten.getKey())) {
                emptied.add(rewritten.getValue());
            }
        }
        return new MeasuredStatement(
                timed.number(),
                line,
                timed.sql(),
                timed.millis(),
                counts.rewritten().values().stream().sorted().toList(),
                emptied,
                counts.scanned(),
                locks,
                counts.inserted(),
                counts.updated(),
                counts.deleted(),
                Math.max(0, now.position() - state.position()),
                inside,
                before == catalogue ? List.of() : before.changesTo(catalogue));
    }

    private Map<Long, Set<LockMode>> newer(Map<Long, Set<LockMode>> locks) {
        Map<Long, Set<LockMode>> newer = new HashMap<>();
        locks.forEach((relation, modes) -> {
            EnumSet<LockMode> added = EnumSet.copyOf(modes);
            added.removeAll(state.locks().getOrDefault(relation, Set.of()));
            if (!added.isEmpty()) {
                newer.put(relation, added);
            }
        });
        return newer;
    }

    private List<Lock> strongest(Map<Long, Set<LockMode>> locks, Map<Long, Relation> now) {
        Map<String, Lock> byTable = new TreeMap<>();
        locks.forEach((oid, modes) -> {
            // A dropped table is locked too, but only the state before knows its name.
            Relation relation = state.relations().getOrDefault(oid, now.get(oid));
            if (relation != null && relation.isTable()) {
                LockMode strongest = modes.stream().max(LockMode::compareTo).orElseThrow();
                byTable.put(relation.name(), new Lock(relation.name(), strongest));
            }
        });
        return List.copyOf(byTable.values());
    }

    private static StatementReport report(StatementReport timed, MeasuredStatement measured) {
        boolean inside = measured.inTransaction();
        return new StatementReport(
                timed.number(),
                timed.sql(),
                timed.millis(),
                measured.rewrites(),
                inside ? measured.scans() : null,
                measured.locks().stream()
                        .map(lock -> new TableLock(lock.table(), lock.mode().mode()))
                        .toList(),
                inside ? measured.inserted() + measured.updated() + measured.deleted() : null,
                measured.walBytes());
    }

    static String verb(String sql) {
        int start = StatementWords.startOf(sql);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        poller.close();
    }
}

package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import com.fingood.runbook.validation.SqlFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the statements that take most of a target's time: by pg_stat_statements where it is installed and may be read, else by timing
 * the declared queries. Reads only; says which of the two it was, and what it could not see.
 */
public final class SlowQueries {

    private static final int MOST = 20;
    private static final String READS_ALL = "SELECT pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')";

    private final Clock clock;
    private final Pause pause;

    public SlowQueries(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * @param declared timed where there are no statistics
     * @param during what is executed within that time from now on; zero = all since the statistics began
     * @throws Refusal UNREACHABLE when the target does not answer
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public SlowQueryReport find(
            Target target,
            List<DeclaredQuery> declared,
            Duration during,
            SessionTag tag,
            Cancellation cancellation,
            Progress progress) {
        List<String> notes = new ArrayList<>();
        return statistics(target, during, tag, cancellation, notes)
                .orElseGet(() -> timed(target, declared, tag, cancellation, progress, notes));
    }

    private Optional<SlowQueryReport> statistics(
            Target target, Duration during, SessionTag tag, Cancellation cancellation, List<String> notes) {
        if (target.dialect().name().equals("h2")) {
            notes.add("H2 keeps no statistics of statements: not applicable");
            return Optional.empty();
        }
        try (Connection connection = target.connect(tag)) {
            Optional<String> schema = StatementStatistics.schema(connection);
            if (schema.isEmpty()) {
                notes.add("pg_stat_statements 1.8 or newer is not installed in this database: CREATE EXTENSION"
                        + " pg_stat_statements, after shared_preload_libraries names it");
                return Optional.empty();
            }
            return Optional.of(counted(target, connection, schema.get(), during, cancellation, notes));
        } catch (SQLException e) {
            if (TargetFailure.isConnectionLoss(e)) {
                throw TargetFailure.of(target.name(), "reading pg_stat_statements", e);
            }
            notes.add("pg_stat_statements can't be read: " + SqlFailure.words(e));
            return Optional.empty();
        }
    }

    private SlowQueryReport counted(
            Target target,
            Connection connection,
            String schema,
            Duration during,
            Cancellation cancellation,
            List<String> notes)
            throws SQLException {
        StatementStatistics first = StatementStatistics.read(connection, schema);
        if (during.isZero()) {
            noteHidden(connection, first, notes);
            return report(
                    target,
                    SlowQueryReport.STATISTICS,
                    since(first),
                    notes,
                    first.byText().values());
        }
        pause.await(during, cancellation);
        cancellation.throwIfCancelled();
        StatementStatistics second = StatementStatistics.read(connection, schema);
        noteHidden(connection, second, notes);
        if (second.wasResetSince(first)) {
            notes.add("the statistics were reset in between, so only what came after that is shown");
            return report(
                    target,
                    SlowQueryReport.STATISTICS,
                    since(second),
                    notes,
                    second.byText().values());
        }
        if (second.droppedSince(first) > 0) {
            notes.add("more different statements than pg_stat_statements.max: " + second.droppedSince(first)
                    + " times entries were dropped in between, so some may be missing");
        }
        return report(
                target,
                SlowQueryReport.STATISTICS,
                "within " + during.toSeconds() + " s",
                notes,
                difference(first, second));
    }

    private static List<SlowQuery> difference(StatementStatistics first, StatementStatistics second) {
        return second.byText().values().stream()
                .map(now -> first.byText().containsKey(now.statement())
                        ? now.minus(first.byText().get(now.statement()))
                        : now)
                .filter(query -> query.calls() > 0)
                .toList();
    }

    private static String since(StatementStatistics statistics) {
        return statistics.reset() == null ? "since the statistics began" : "since " + statistics.reset();
    }

    private static void noteHidden(Connection connection, StatementStatistics statistics, List<String> notes)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READS_ALL)) {
            row.next();
            if (!row.getBoolean(1)) {
                notes.add(
                        "other roles' statements are hidden (%d entries, %.0f ms in total): GRANT pg_read_all_stats TO %s"
                                .formatted(
                                        statistics.hidden(),
                                        statistics.hiddenMillis(),
                                        connection.getMetaData().getUserName()));
            }
        }
    }

    private SlowQueryReport timed(
            Target target,
            List<DeclaredQuery> declared,
            SessionTag tag,
            Cancellation cancellation,
            Progress progress,
            List<String> notes) {
        Measurement measured = new PerformanceMeasuring(clock).measure(target, declared, tag, cancellation, progress);
        List<SlowQuery> queries = new ArrayList<>();
        for (MeasuredQuery query : measured.queries()) {
            if (query.plan() != null && query.plan().wasExecuted()) {
                boolean pages = query.plan().unit().equals("buffers");
                queries.add(new SlowQuery(
                        query.id(),
                        1,
                        query.plan().millis(),
                        null,
                        pages ? query.plan().touched() : null));
            } else {
                notes.add(query.id() + " was not timed: "
                        + (query.reason() == null ? "planned only, since it writes" : query.reason()));
            }
        }
        notes.add("statements that are not declared in performance/ are not seen this way");
        return report(target, SlowQueryReport.DECLARED, "each executed once or twice", notes, queries);
    }

    private SlowQueryReport report(
            Target target, String source, String period, List<String> notes, java.util.Collection<SlowQuery> queries) {
        List<SlowQuery> worst = queries.stream()
                .sorted(Comparator.comparingDouble(SlowQuery::totalMillis).reversed())
                .limit(MOST)
                .toList();
        return new SlowQueryReport(target.name(), source, Timestamps.now(clock), period, notes, worst);
    }
}

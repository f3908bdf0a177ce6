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
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Finds out how a target executes its declared queries. Reads only; stateless and safe for several threads. */
public final class PerformanceMeasuring {

    private static final String TIMED_OUT = "57014";

    private final Clock clock;

    public PerformanceMeasuring(Clock clock) {
        this.clock = clock;
    }

    /**
     * Every query, each in a transaction of its own that is rolled back. One that can't be run has its reason, and no other suffers
     * from it.
     *
     * @throws Refusal UNREACHABLE when the target does not answer, also in between
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public Measurement measure(
            Target target, List<DeclaredQuery> queries, SessionTag tag, Cancellation cancellation, Progress progress) {
        List<MeasuredQuery> measured = new ArrayList<>();
        try (Connection connection = target.connect(tag)) {
            connection.setAutoCommit(false);
            QuerySession session = new QuerySession(connection, cancellation);
            for (DeclaredQuery query : queries) {
                progress.report(measured.size(), queries.size(), query.id());
                measured.add(one(target, session, query));
            }
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "measuring its declared queries", e);
        }
        progress.report(queries.size(), queries.size(), "queries measured");
        return new Measurement(target.name(), target.dialect().name(), Timestamps.now(clock), measured);
    }

    private static MeasuredQuery one(Target target, QuerySession session, DeclaredQuery query) throws SQLException {
        String dialect = target.dialect().name();
        if (query.problem() != null) {
            return MeasuredQuery.notRun(query, "not run: " + query.problem());
        }
        if (!query.fits(dialect)) {
            return MeasuredQuery.elsewhere(query, "written for " + query.dialect() + "; this target is " + dialect);
        }
        try {
            return MeasuredQuery.of(query, Explainer.of(target).explain(session, query));
        } catch (SQLException e) {
            if (TargetFailure.isConnectionLoss(e) && !TIMED_OUT.equals(e.getSQLState())) {
                throw e;
            }
            return MeasuredQuery.notRun(query, words(e, query));
        }
    }

    static String words(SQLException e, DeclaredQuery query) {
        return TIMED_OUT.equals(e.getSQLState())
                ? "it did not finish within " + query.timeout().toMillis() + " ms"
                : SqlFailure.words(e);
    }
}

package com.fingood.runbook.validation;

import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results of suites by run and moment, in our own tables. Saving again keeps the earlier attempt and becomes the one that is
 * loaded. Joins the caller's transaction when there is one.
 */
public final class CheckResults {

    /** A result as a run kept it at a moment. */
    public record Kept(RunId run, Moment moment, SuiteResult result) {

        /** What it is, for people. */
        public String words() {
            return "what run " + run + " found "
                    + (moment == Moment.BEFORE ? "right before its change" : "in its preflight") + " at "
                    + result.finished();
        }
    }

    private record Place(RunId run, Moment moment) {}

    private record Attempt(int number, SuiteResult empty) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CheckRows rows;

    public CheckResults(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.rows = new CheckRows(jdbc);
    }

    public void save(RunId run, Moment moment, SuiteResult result) {
        transaction.executeWithoutResult(status -> {
            int attempt = insertSuite(run, moment, result);
            for (int place = 0; place < result.checks().size(); place++) {
                CheckKey key = new CheckKey(run, moment, result.suite(), attempt);
                rows.insert(key, place, result.checks().get(place));
            }
        });
    }

    /** The latest attempt; empty when the suite was not run at that moment. */
    public Optional<SuiteResult> load(RunId run, Moment moment, Suite suite) {
        return latest(run, moment, suite).map(attempt -> {
            SuiteResult head = attempt.empty();
            List<CheckResult> checks = rows.of(new CheckKey(run, moment, suite, attempt.number()));
            return new SuiteResult(head.target(), suite, head.started(), head.finished(), checks);
        });
    }

    /** What this run kept of the integrity suite before its change; that right before counts more than the preflight's. */
    public Optional<Kept> beforeOf(RunId run) {
        return Stream.of(Moment.BEFORE, Moment.BASELINE)
                .flatMap(moment ->
                        load(run, moment, Suite.INTEGRITY).map(result -> new Kept(run, moment, result)).stream())
                .findFirst();
    }

    /** What the newest run of this target kept before its change: the moment right before, else the preflight's. */
    public Optional<Kept> latestBefore(String target, Suite suite) {
        return jdbc.sql("select run, moment from rb_check_suite where target = ? and suite = ? and moment in (?, ?)"
                        + " order by started desc, attempt desc fetch first 1 rows only")
                .params(target, suite.label(), Moment.BEFORE.label(), Moment.BASELINE.label())
                .query((row, n) -> new Place(
                        new RunId(row.getString("run")),
                        Moment.valueOf(row.getString("moment").toUpperCase(java.util.Locale.ROOT))))
                .optional()
                .flatMap(place -> load(place.run(), place.moment(), suite)
                        .map(result -> new Kept(place.run(), place.moment(), result)));
    }

    /** Two moments of one suite compared; empty when it was not run at both. */
    public Optional<Comparison> compare(RunId run, Moment before, Moment after, Suite suite) {
        return load(run, before, suite)
                .flatMap(first -> load(run, after, suite).map(second -> Comparison.of(first, second)));
    }

    private int insertSuite(RunId run, Moment moment, SuiteResult result) {
        int attempt = latest(run, moment, result.suite()).map(Attempt::number).orElse(0) + 1;
        jdbc.sql("insert into rb_check_suite (run, moment, suite, attempt, target, verdict, started, finished)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        run.value(),
                        moment.label(),
                        result.suite().label(),
                        attempt,
                        result.target(),
                        result.verdict().label(),
                        Timestamps.column(result.started()),
                        Timestamps.column(result.finished()))
                .update();
        return attempt;
    }

    private Optional<Attempt> latest(RunId run, Moment moment, Suite suite) {
        return jdbc.sql("select attempt, target, started, finished from rb_check_suite"
                        + " where run = ? and moment = ? and suite = ? order by attempt desc fetch first 1 rows only")
                .params(run.value(), moment.label(), suite.label())
                .query((row, n) -> attempt(row, suite))
                .optional();
    }

    private static Attempt attempt(ResultSet row, Suite suite) throws SQLException {
        SuiteResult empty = new SuiteResult(
                row.getString("target"),
                suite,
                Timestamps.read(row, "started"),
                Timestamps.read(row, "finished"),
                List.of());
        return new Attempt(row.getInt("attempt"), empty);
    }
}

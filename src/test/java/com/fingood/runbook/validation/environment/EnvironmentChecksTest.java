package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentChecksTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final SessionTag TAG = SessionTag.cli("health");

    private final EnvironmentChecks checks =
            new EnvironmentChecks(Clock.systemUTC(), target -> Optional.empty(), HttpProbe.standard());

    @ParameterizedTest
    @MethodSource(ALL)
    void a_fresh_database_is_healthy(TestDatabase database) {
        EnvironmentResult result = check(targetOf(database.fresh("health")), EnvironmentCheck.DATABASE_HEALTH);

        assertThat(result.checks())
                .allSatisfy(point ->
                        assertThat(point.outcome()).as(point.toString()).isIn(Outcome.PASSED, Outcome.NOT_APPLICABLE));
        assertThat(result.verdict()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void every_point_says_a_sentence_and_what_to_do_next(TestDatabase database) {
        EnvironmentResult result = checks.all(targetOf(database.fresh("all")), TAG, Cancellation.none());

        assertThat(result.checks()).isNotEmpty().allSatisfy(point -> {
            assertThat(point.observed()).endsWith(".").contains(" ");
            boolean open = point.outcome() == Outcome.FAILED || point.outcome() == Outcome.UNKNOWN;
            assertThat(point.next() != null).as(point.toString()).isEqualTo(open);
        });
        for (EnvironmentCheck check : EnvironmentCheck.values()) {
            assertThat(result.of(check)).as(check.id()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_target_that_is_away_has_failed_and_all_else_about_it_is_unknown(TestDatabase database) {
        TargetProperties fresh = database.fresh("away");
        String gone = database.dialect().equals("h2")
                ? fresh.url().replace("/target", "/gone")
                : "jdbc:postgresql://127.0.0.1:1/gone";

        EnvironmentResult result = check(targetOf(fresh.withUrl(gone)), EnvironmentCheck.DATABASE_HEALTH);

        assertThat(result.point("database-health.connectivity").orElseThrow().outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(result.point("database-health.long-transactions")
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_cancelled_check_says_nothing(TestDatabase database) {
        Cancellation cancelled = Cancellation.none();
        cancelled.cancel();

        assertThatThrownBy(() -> checks.all(targetOf(database.fresh("cancel")), TAG, cancelled))
                .isInstanceOf(Cancellation.Cancelled.class);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_is_not_configured_is_unknown_and_names_the_key(TestDatabase database) {
        EnvironmentResult result = check(targetOf(database.fresh("bare")), EnvironmentCheck.MONITORING);

        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.checks()).extracting(CheckedPoint::next).allSatisfy(next -> assertThat(next)
                .contains("runbook.targets.ledger.probes."));
    }

    private EnvironmentResult check(Target target, EnvironmentCheck check) {
        EnvironmentResult result = checks.check(target, check, TAG, Cancellation.none());
        assertThat(List.of(result.verdict(), result.verdict(check))).containsOnly(result.verdict());
        return result;
    }

    private static Target targetOf(TargetProperties properties) {
        return new Targets(Map.of("ledger", properties)).get("ledger");
    }
}

package com.fingood.runbook.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.RunId;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CheckResultsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final RunId RUN = new RunId("ledger-2.1-0001");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private static SuiteResult result(int violations) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < violations; i++) {
            keys.add("%032x".formatted(i));
        }
        Map<String, String> row = new HashMap<>();
        row.put("account \"id\"", "7");
        row.put("branch", null);
        CheckResult failed = new CheckResult(
                "negative",
                violations == 0 ? Outcome.PASSED : Outcome.FAILED,
                (long) violations,
                1L,
                List.of(row),
                false,
                "high",
                "it's said",
                false,
                "0".repeat(64),
                12,
                new RowHashes(null, keys, true));
        CheckResult conserved = new CheckResult(
                "sums",
                Outcome.PASSED,
                3L,
                null,
                List.of(),
                false,
                "critical",
                "recorded",
                true,
                "1".repeat(64),
                5,
                new RowHashes("2".repeat(64), List.of(), false));
        CheckResult unknown = new CheckResult(
                "slow",
                Outcome.UNKNOWN,
                null,
                1L,
                List.of(),
                false,
                "low",
                "timeout",
                false,
                "3".repeat(64),
                9,
                RowHashes.NONE);
        return new SuiteResult(
                "ledger", Suite.INTEGRITY, NOON, NOON.plusSeconds(3), List.of(failed, conserved, unknown));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_result_reads_back_as_it_was_saved(TestDatabase database) {
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            CheckResults results = new CheckResults(own);
            results.save(RUN, Moment.BEFORE, result(10_000));

            assertThat(results.load(RUN, Moment.BEFORE, Suite.INTEGRITY)).contains(result(10_000));
            assertThat(results.load(RUN, Moment.AFTER, Suite.INTEGRITY)).isEmpty();
            assertThat(results.load(RUN, Moment.BEFORE, Suite.SMOKE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_second_attempt_is_the_one_that_counts_and_the_first_is_kept(TestDatabase database) {
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            CheckResults results = new CheckResults(own);
            results.save(RUN, Moment.BEFORE, result(2));
            results.save(RUN, Moment.AFTER, result(0));
            results.save(RUN, Moment.AFTER, result(3));

            assertThat(results.load(RUN, Moment.AFTER, Suite.INTEGRITY)).contains(result(3));
            Comparison comparison = results.compare(RUN, Moment.BEFORE, Moment.AFTER, Suite.INTEGRITY)
                    .orElseThrow();
            assertThat(comparison.check("negative").orElseThrow().newViolations())
                    .isEqualTo(1);
            assertThat(comparison.check("sums").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
            assertThat(results.compare(RUN, Moment.BEFORE, Moment.ROLLBACK, Suite.INTEGRITY))
                    .isEmpty();
        }
    }

    @Test
    void json_has_the_documented_shape_and_no_hashes() {
        JsonNode json =
                JsonMapper.builder().addModule(new JavaTimeModule()).build().valueToTree(result(1));

        assertThat(json.get("target").asText()).isEqualTo("ledger");
        assertThat(json.get("suite").asText()).isEqualTo("integrity");
        assertThat(json.get("verdict").asText()).isEqualTo("failed");
        JsonNode check = json.get("checks").get(0);
        assertThat(check.get("id").asText()).isEqualTo("negative");
        assertThat(check.get("outcome").asText()).isEqualTo("failed");
        assertThat(check.get("observed").asLong()).isEqualTo(1);
        assertThat(check.get("limit").asLong()).isEqualTo(1);
        assertThat(check.get("evidence").get(0).get("account \"id\"").asText()).isEqualTo("7");
        assertThat(check.has("rows")).isFalse();
    }
}

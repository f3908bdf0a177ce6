package com.fingood.runbook.process.decisions;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.Refusal;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a start makes of the company's own tables. */
class DecisionTablesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:15:30Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void the_longest_names_that_are_taken_in_are_on_record(TestDatabase kind) throws IOException {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            byte[] own = own("x".repeat(100), "y".repeat(100));
            assertThat(tables(pool, new Sound()).takeIn(Map.of("policy", new byte[0])))
                    .containsEntry("policy", own);
            assertThat(JdbcClient.create(pool)
                            .sql("select approved_by from rb_decision_table where name = 'policy'")
                            .query(String.class)
                            .list())
                    .singleElement()
                    .asString()
                    .contains("x".repeat(100), "y".repeat(100));
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_table_that_an_earlier_start_took_in_is_proven_again(TestDatabase kind) throws IOException {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            own("carla", "mike");
            tables(pool, new Sound()).takeIn(Map.of("policy", new byte[0]));
            assertRefused(pool, new Strict(), "Not any more.");
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void whatever_goes_wrong_in_a_proof_ends_in_words(TestDatabase kind) throws IOException {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            own("carla", "mike");
            assertRefused(pool, new Broken(), "The engine can't evaluate it (ArrayIndexOutOfBoundsException)");
        }
    }

    private void assertRefused(HikariDataSource pool, TableProof proof, String said) {
        assertThatThrownBy(() -> tables(pool, proof).takeIn(Map.of("policy", new byte[0])))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("The server does not start: " + folder.resolve("policy.dmn"))
                .hasMessageContaining(said);
    }

    private DecisionTables tables(HikariDataSource pool, TableProof proof) {
        RunbookProperties properties =
                new RunbookProperties(null, null, null, null, null, null, null, null, folder, null, null);
        return new DecisionTables(properties, List.of(proof), pool, event -> {}, CLOCK);
    }

    private byte[] own(String officer, String other) throws IOException {
        byte[] table = ("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                        + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" id=\"d\" name=\"d\" namespace=\"d\">"
                        + "<decision id=\"policy\" name=\"p\" camunda:historyTimeToLive=\"1\">"
                        + "<decisionTable id=\"t\" hitPolicy=\"COLLECT\"><input id=\"i\">"
                        + "<inputExpression id=\"e\" typeRef=\"boolean\"><text>y</text></inputExpression></input>"
                        + "<output id=\"o\" name=\"o\" typeRef=\"string\"/><rule id=\"r\">"
                        + "<inputEntry id=\"c\"><text>true</text></inputEntry>"
                        + "<outputEntry id=\"a\"><text>\"x\"</text></outputEntry></rule>"
                        + "</decisionTable></decision></definitions>")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("policy.dmn"), table);
        Files.writeString(
                folder.resolve("policy.approvals.yaml"),
                "sha256: " + Sha256.of(table) + "\napproved:\n  - { by: " + officer
                        + ", role: compliance-officers, date: 2026-11-20 }\n  - { by: " + other
                        + ", role: change-managers, date: 2026-11-21 }\n");
        return table;
    }

    /** Finds nothing wrong. */
    private static class Sound implements TableProof {
        @Override
        public TableForm form() {
            return new TableForm(
                    "policy",
                    "COLLECT",
                    List.of(TableForm.Input.yesNo("y")),
                    List.of(new TableForm.Output("o", "x", "x"::equals)));
        }

        @Override
        public List<String> gaps(TableQuestions questions) {
            return List.of();
        }
    }

    /** Of a later release. */
    private static final class Strict extends Sound {
        @Override
        public List<String> gaps(TableQuestions questions) {
            return List.of("Not any more.");
        }
    }

    /** As the engine's parser is at times. */
    private static final class Broken extends Sound {
        @Override
        public List<String> gaps(TableQuestions questions) {
            throw new ArrayIndexOutOfBoundsException(7);
        }
    }
}

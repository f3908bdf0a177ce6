package com.fingood.runbook.process.approval;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The shipped table: what it asks for, and that it leaves no question open. */
class ApprovalPolicyTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final PolicyProof proof = new PolicyProof();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "staging     | high    | high | critical | 9000 | true  | true  | 3 | change-manager",
                "production  | low     | low  | none     | 0    | false | false | 0 | change-manager",
                "production  | high    | low  | none     | 0    | false | false | 0 | change-manager,second-manager",
                "production  | unknown | low  | none     | 0    | false | false | 0 | change-manager,second-manager",
                "production  | low     | high | none     | 0    | false | false | 0 | change-manager,second-manager",
                "production  | low     | low  | none     | 1999 | false | false | 0 | change-manager",
                "production  | low     | low  | none     | 2000 | false | false | 0 | change-manager,second-manager",
                "production  | low     | low  | none     | 0    | true  | false | 0 | change-manager,compliance-officer",
                "production  | low     | low  | none     | 0    | false | true  | 0 | change-manager,compliance-officer",
                "production  | low     | low  | none     | 0    | false | false | 1 | change-manager,compliance-officer",
                "production  | low     | low  | critical | 0    | false | false | 0 | change-manager,security",
                "production  | low     | high | none     | 0    | true  | false | 0 | change-manager,second-manager,compliance-officer,security",
            })
    void asks_those_whom_the_risk_concerns(
            String environment,
            String declared,
            String computed,
            String worst,
            long millis,
            boolean personal,
            boolean financial,
            long deviations,
            String expected)
            throws IOException {
        Map<String, Object> facts = new HashMap<>();
        List<Object> values = List.of(environment, declared, computed, worst, millis, personal, financial, deviations);
        for (int i = 0; i < values.size(); i++) {
            facts.put(PolicyFacts.NAMES.get(i), values.get(i));
        }
        assertThat(asked(facts)).containsExactlyInAnyOrder(expected.split(","));
    }

    @Test
    void every_question_is_answered_and_no_two_rules_contradict_each_other() throws IOException {
        assertThat(proof.problems(shipped())).isEmpty();
    }

    @Test
    void a_table_without_a_manager_for_everything_is_found_out() throws IOException {
        String gap = text().replaceFirst(
                        "(inputEntry_everyChange_worstFinding\">\\s*<text>)</text>", "$1\"none\",\"low\"</text>");
        assertThat(proof.problems(gap.getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("No change manager is asked for"));
    }

    @Test
    void a_table_that_wants_the_same_approval_in_two_times_is_found_out() throws IOException {
        String twice = text().replaceFirst("(outputEntry_personalData_answer\">\\s*<text>)\"PT4H\"", "$1\"PT1H\"");
        assertThat(proof.problems(twice.getBytes(StandardCharsets.UTF_8)))
                .anyMatch(problem -> problem.startsWith("Two rules want 'compliance-officer' in different times"));
    }

    @ParameterizedTest
    @CsvSource({"\"PT4H\", \"soon\"", "\"PT72H\", \"-PT1H\"", "\"change-manager\", \"anybody\""})
    void a_cell_that_means_nothing_is_found_out(String good, String bad) throws IOException {
        String broken = text().replace("<text>" + good + "</text>", "<text>" + bad + "</text>");
        assertThat(proof.problems(broken.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .contains("It can't be evaluated");
    }

    @Test
    void the_stricter_time_of_configuration_and_table_holds() {
        Map<String, Object> row =
                Map.of("approval", "change-manager", "answer", "PT4H", "valid", "PT72H", "because", "Every change.");
        WantedApproval wanted = PolicyAnswer.of(List.of(row), Duration.ofMinutes(5), Duration.ofDays(9))
                .get(0);
        assertThat(wanted.answer()).isEqualTo(Duration.ofMinutes(5));
        assertThat(wanted.valid()).isEqualTo(Duration.ofHours(72));
    }

    private static List<String> asked(Map<String, Object> facts) throws IOException {
        DmnDecision decision = ENGINE.parseDecision("approval-policy", new ByteArrayInputStream(shipped()));
        return PolicyAnswer.of(
                        ENGINE.evaluateDecisionTable(decision, facts).getResultList(),
                        Duration.ofHours(4),
                        Duration.ofHours(72))
                .stream()
                .map(wanted -> wanted.kind().label())
                .collect(Collectors.toList());
    }

    private static byte[] shipped() throws IOException {
        return Files.readAllBytes(Path.of("processes/approval-policy.dmn"));
    }

    private static String text() throws IOException {
        return new String(shipped(), StandardCharsets.UTF_8);
    }
}

package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"PT4H\"           | \"soon\"          | answer",
                "\"PT4H\"           | \"P99999999999D\" | answer",
                "\"PT4H\"           | 5                 | answer",
                "\"PT4H\"           | null              | answer",
                "\"PT72H\"          | \"-PT1H\"         | valid",
                "\"PT72H\"          | \"PT0S\"          | valid",
                "\"PT72H\"          | \"P3651D\"        | valid",
                "\"change-manager\" | \"anybody\"       | approval",
                "\"change-manager\" | if deviations &gt; 0 then \"compliance-officer\" else \"change-manager\" | approval",
                "\"change-manager\" | \"change-\" + \"manager\" | approval",
                "\"A change manager approves every change.\" | string(today()) | because",
            })
    void an_answer_that_is_not_written_out_is_found_out(String good, String bad, String column) throws IOException {
        String broken = text().replaceFirst(quote("<text>" + good + "</text>"), "<text>" + bad + "</text>");
        assertThat(problems(broken))
                .singleElement()
                .asString()
                .startsWith("Rule 1, column '" + column + "': ")
                .contains("can't stand there", "Allowed is");
    }

    @Test
    void a_reason_that_no_record_holds_is_found_out() throws IOException {
        String good = "\"A change manager approves every change.\"";
        assertThat(problems(text().replace(good, "\"" + "x".repeat(500) + "\"")))
                .isEmpty();
        assertThat(problems(text().replace(good, "\"" + "x".repeat(501) + "\"")))
                .singleElement()
                .asString()
                .contains("column 'because'", "500 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if deviations &gt; 0 then ? = \"never\" else ? != \"x\"",
                "if worstFinding = \"critical\" then false else true",
                "? != \"x\" and today() &lt; date(\"2026-12-01\")",
                "now() &gt; date and time(\"2026-12-01T00:00:00\")",
                "deviations",
                "? = \"production\"",
                "? instance of string",
                "declaredRisk",
                "upper case(\"production\")",
                "not(\"production\") or true",
                "\"production\" , if true then \"staging\" else \"x\"",
                "\"prodution\"",
                "&gt;&gt;&gt; (((",
                "${environment}",
                "true",
            })
    void a_cell_that_looks_beyond_its_own_input_is_found_out(String cell) throws IOException {
        assertThat(problems(firstCell("everyChange_environment", cell)))
                .singleElement()
                .asString()
                .startsWith("Rule 1, column 'environment': ")
                .contains("can't stand there", "Allowed are nothing, -, a list of \"production\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&gt;= 99999999999999999999",
                "&gt;= deviations",
                "&gt;= 2.5",
                "[1..",
                "[5..1]",
                "abs(?)",
                "&gt;= 1 + 1",
                "\"2000\"",
                "-",
                "not(-)",
            })
    void a_number_is_tested_by_whole_numbers_alone(String cell) throws IOException {
        List<String> problems = problems(firstCell("everyChange_lockMillis", cell));
        if (cell.equals("-")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("Rule 1, column 'lockMillis': ")
                    .contains("whole numbers");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FIRST         | 'FIRST'",
                "UNIQUE        | 'UNIQUE'",
                "ANY           | 'ANY'",
                "RULE ORDER    | 'RULE ORDER'",
                "PRIORITY      | 'PRIORITY'",
                "COLLECT\" aggregation=\"COUNT | 'COLLECT with COUNT'",
                "COLLECT\" aggregation=\"SUM   | 'COLLECT with SUM'",
            })
    void only_a_table_whose_rules_are_all_heard_is_taken(String policy, String said) throws IOException {
        assertThat(problems(text().replace("hitPolicy=\"COLLECT\"", "hitPolicy=\"" + policy + "\"")))
                .singleElement()
                .asString()
                .startsWith("Its hit policy must be COLLECT without aggregation; it is " + said + ".");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strange")
    void a_table_of_another_shape_is_found_out_in_words(String why, String said, String table) {
        assertThat(problems(table)).singleElement().asString().contains(said);
    }

    static Stream<Arguments> strange() throws IOException {
        String table = text();
        String decision = table.substring(table.indexOf("<decision "), table.indexOf("</decision>")) + "</decision>";
        String cell = "<inputEntry id=\"inputEntry_everyChange_environment\">";
        return Stream.of(
                arguments("empty", "can't be read as XML", ""),
                arguments("no XML", "can't be read as XML", "hello"),
                arguments("unknown encoding", "can't be read as XML", table.replace("UTF-8", "UTF-99")),
                arguments(
                        "entities",
                        "DOCTYPE",
                        table.replace("?>", "?><!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///dev/null\">]>")),
                arguments(
                        "other id",
                        "'other'",
                        table.replace("decision id=\"approval-policy\"", "decision id=\"other\"")),
                arguments(
                        "a decoy in front",
                        "it holds 'decoy', 'approval-policy'",
                        table.replace(
                                "<decision ",
                                decision.replaceAll("id=\"", "id=\"d_").replace("d_approval-policy", "decoy")
                                        + "<decision ")),
                arguments(
                        "a formula",
                        "'literalExpression'",
                        table.replaceAll(
                                "(?s)<decisionTable.*</decisionTable>",
                                "<literalExpression id=\"l\"><text>1</text></literalExpression>")),
                arguments(
                        "another decision is needed",
                        "'informationRequirement'",
                        table.replace(
                                "<decisionTable ",
                                "<informationRequirement id=\"i\"><requiredDecision href=\"#x\"/></informationRequirement><decisionTable ")),
                arguments(
                        "a cell is missing",
                        "Rule 1 has 7 cells",
                        table.replaceFirst("(?s)" + cell + ".*?</inputEntry>", "")),
                arguments("no rules", "It has 0 rules", table.replaceAll("(?s)<rule .*</rule>", "")),
                arguments(
                        "an input that is computed",
                        "0*lockMillis (long)",
                        table.replace("<text>lockMillis</text>", "<text>0*lockMillis</text>")),
                arguments(
                        "an input of another type",
                        "lockMillis (integer)",
                        table.replaceFirst("typeRef=\"long\"", "typeRef=\"integer\"")),
                arguments(
                        "an input without expression",
                        "must have one expression",
                        table.replaceFirst(
                                "(?s)<inputExpression id=\"inputExpression_deviations\".*?</inputExpression>", "")),
                arguments(
                        "an output twice",
                        "they are approval (string), answer (string), approval (string)",
                        table.replace("name=\"valid\"", "name=\"approval\"")),
                arguments(
                        "another language",
                        "'juel'",
                        table.replace(cell, cell.replace(">", " expressionLanguage=\"juel\">"))),
                arguments(
                        "another name for what is tested",
                        "camunda:inputVariable",
                        table.replace(
                                "<input id=\"input_environment\"",
                                "<input camunda:inputVariable=\"deviations\" id=\"input_environment\"")),
                arguments(
                        "history without end",
                        "how many days",
                        table.replace("historyTimeToLive=\"3650\"", "historyTimeToLive=\"long\"")),
                arguments(
                        "what the engine can't deploy",
                        "can't evaluate it",
                        table.replace("id=\"definitions_approval-policy\"", "")),
                arguments("no history", "how many days", table.replace("camunda:historyTimeToLive=\"3650\"", "")));
    }

    @Test
    void a_run_for_which_no_manager_is_asked_asks_nobody() {
        Map<String, Object> row = Map.of(
                "approval", "compliance-officer", "answer", "PT4H", "valid", "PT72H", "because", "Personal data.");
        for (List<Map<String, Object>> rows : List.of(List.<Map<String, Object>>of(), List.of(row))) {
            assertThatThrownBy(() -> AskForApprovals.wanted(rows, Duration.ofHours(4), Duration.ofHours(72)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("no-approval-asked"))
                    .hasMessageContaining("change manager");
        }
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

    private static String firstCell(String id, String cell) throws IOException {
        return text().replaceFirst(
                        "(inputEntry_" + id + "\">\\s*<text>)</text>",
                        "$1" + Matcher.quoteReplacement(cell) + "</text>");
    }

    private List<String> problems(String table) {
        return proof.problems(table.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] shipped() throws IOException {
        return Files.readAllBytes(Path.of("processes/approval-policy.dmn"));
    }

    private static String text() throws IOException {
        return new String(shipped(), StandardCharsets.UTF_8);
    }
}

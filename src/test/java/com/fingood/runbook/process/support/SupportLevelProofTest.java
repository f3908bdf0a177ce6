package com.fingood.runbook.process.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A company's own table of support levels: one level for every issue, and none too low for what endangers data. */
class SupportLevelProofTest {

    private final SupportLevelProof proof = new SupportLevelProof();

    @Test
    void the_shipped_table_gives_every_issue_one_level() throws IOException {
        assertThat(problems(shipped())).isEmpty();
    }

    @Test
    void a_table_may_be_more_urgent() throws IOException {
        assertThat(problems(shipped().replace("\"L1\"</text>", "\"L3\"</text>")))
                .isEmpty();
    }

    @Test
    void a_table_without_rules_is_found_out() throws IOException {
        assertThat(problems(shipped().replaceAll("(?s)<rule .*</rule>", "")))
                .singleElement()
                .asString()
                .startsWith("It has 0 rules");
    }

    @Test
    void an_issue_without_a_level_is_found_out() throws IOException {
        assertThat(problems(shipped().replace("<text>\"routine\"</text>", "<text>not(-1)</text>")))
                .singleElement()
                .asString()
                .startsWith("Rule 6, column 'kind': ");
        assertThat(problems(shipped().replace("<text>false</text>", "<text>true</text>")))
                .anyMatch(problem -> problem.startsWith("No rule gives a level for {kind=performance"))
                .anyMatch(problem -> problem.startsWith("Rules 3, 4 all hold for {kind=performance"));
    }

    @Test
    void an_issue_with_two_levels_is_found_out() throws IOException {
        assertThat(problems(shipped().replace("<text>\"routine\"</text>", "<text></text>")))
                .isNotEmpty()
                .allMatch(problem -> problem.contains("all hold for"));
    }

    @ParameterizedTest
    @CsvSource({
        "integrity, routine, Rule 6 gives L1, integrity must get L2 or higher",
        "security, routine, Rule 6 gives L1, security must get L2 or higher",
        "rollback-failed, security, Rule 2 gives L2, rollback-failed must get L3",
        "system-failure, routine, Rule 6 gives L1, system-failure must get L3",
    })
    void what_endangers_data_or_the_system_never_gets_a_low_level(String kind, String as, String found, String said)
            throws IOException {
        String all = shipped();
        int rules = all.indexOf("<rule ");
        String table = all.substring(0, rules)
                + all.substring(rules)
                        .replaceFirst(",\"" + kind + "\"</text>", "</text>")
                        .replaceFirst("<text>\"" + kind + "\",", "<text>")
                        .replaceFirst("\"" + as + "\"</text>", "\"" + as + "\",\"" + kind + "\"</text>");
        assertThat(problems(table))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith(found) && problem.contains(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hitPolicy=\"FIRST\"",
                "hitPolicy=\"COLLECT\"",
                "hitPolicy=\"ANY\"",
            })
    void only_a_table_in_which_one_rule_holds_is_taken(String policy) throws IOException {
        assertThat(problems(shipped().replace("hitPolicy=\"UNIQUE\"", policy)))
                .singleElement()
                .asString()
                .startsWith("Its hit policy must be UNIQUE");
    }

    @Test
    void a_level_that_is_computed_is_found_out() throws IOException {
        assertThat(problems(shipped()
                        .replaceFirst("<text>\"L3\"</text>", "<text>if changing then \"L3\" else \"L1\"</text>")))
                .singleElement()
                .asString()
                .startsWith("Rule 1, column 'level': ")
                .contains("one of [L1, L2, L3]");
    }

    private List<String> problems(String table) {
        return proof.problems(table.getBytes(StandardCharsets.UTF_8));
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("processes/support-level.dmn"));
    }
}

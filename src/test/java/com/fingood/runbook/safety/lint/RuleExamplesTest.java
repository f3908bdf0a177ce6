package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.rules.RuleCatalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule against its two scripts. */
class RuleExamplesTest {

    static Stream<RuleExample> examples() {
        return RuleCatalogue.texts().stream().map(text -> new RuleExample(text.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void the_bad_script_breaks_this_rule_and_only_those_that_it_says(RuleExample example) {
        assertThat(RuleExample.check("bad.sql", example.bad()))
                .filteredOn(finding -> counts(finding, example))
                .extracting(Finding::rule)
                .containsOnlyElementsOf(example.broken())
                .containsAll(example.broken());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void the_good_script_is_silent(RuleExample example) {
        assertThat(RuleExample.check("good.sql", example.good()))
                .filteredOn(finding -> counts(finding, example))
                .isEmpty();
    }

    /** What other rules only mention would stand in every example. */
    private static boolean counts(Finding finding, RuleExample example) {
        return finding.severity() != Severity.INFO || finding.rule().equals(example.rule());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void a_finding_says_everything_that_a_person_needs(RuleExample example) {
        assertThat(RuleExample.check("bad.sql", example.bad())).allSatisfy(finding -> {
            assertThat(finding.condition()).isNotBlank().endsWith(".");
            assertThat(finding.effect()).isNotBlank().endsWith(".");
            assertThat(finding.workaround()).isNotBlank();
            assertThat(finding.line()).isPositive();
            assertThat(finding.column()).isPositive();
        });
    }
}

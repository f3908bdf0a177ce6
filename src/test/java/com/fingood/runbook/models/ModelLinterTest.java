package com.fingood.runbook.models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lints what is deployed, and proves of each rule that it would notice. */
class ModelLinterTest {

    private static final ModelSet MODELS = ModelSet.ofTheProject();

    @ParameterizedTest
    @EnumSource(Rule.class)
    void every_model_form_and_drawing_keeps_the_rule(Rule rule) {
        assertThat(rule.problems(MODELS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void the_rule_reports_an_example_that_breaks_it(Rule rule) {
        assertThat(rule.problems(new Broken(MODELS).exampleOf(rule))).isNotEmpty();
    }
}

package com.fingood.runbook.models;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class RollbackLaneTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "before,  true,  false, nothing",
        "before,  false, true,  nothing",
        "after,   true,  false, undo",
        "after,   true,  true,  restore",
        "after,   false, false, restore",
        "after,   false, true,  restore",
        "partial, true,  false, restore",
        "unknown, true,  false, restore",
    })
    void chooses_the_way_back_that_loses_least(String state, boolean lossless, boolean writtenSince, String means)
            throws IOException {
        assertThat(decide(state, lossless, writtenSince)).isEqualTo(means);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after", "somewhere"})
    void a_missing_fact_never_leads_to_an_undo(String state) throws IOException {
        assertThat(decide(state, null, null)).isEqualTo("restore");
    }

    private static String decide(String state, Boolean lossless, Boolean writtenSince) throws IOException {
        try (var table = Files.newInputStream(Path.of("processes/rollback-lane.dmn"))) {
            DmnDecision decision = ENGINE.parseDecision("rollback-lane", table);
            var facts = Variables.putValue("targetState", state)
                    .putValue("lossless", lossless)
                    .putValue("writtenSince", writtenSince);
            return ENGINE.evaluateDecisionTable(decision, facts)
                    .getSingleResult()
                    .getSingleEntry();
        }
    }
}

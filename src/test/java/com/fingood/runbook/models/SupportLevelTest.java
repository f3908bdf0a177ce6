package com.fingood.runbook.models;

import com.fingood.runbook.process.support.IssueKind;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The table gives every issue one level: hit policy UNIQUE fails as soon as two rows hold. */
class SupportLevelTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = table();

    @Test
    void every_kind_in_every_environment_and_state_has_exactly_one_level() {
        for (IssueKind kind : IssueKind.values()) {
            for (String environment : List.of("production", "staging", "development")) {
                for (boolean changing : new boolean[] {true, false}) {
                    assertThat(decide(kind.label(), environment, changing))
                            .as("%s %s %s", kind.label(), environment, changing)
                            .hasSize(1)
                            .allMatch(row -> List.of("L1", "L2", "L3").contains(row.getEntry("level")));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "routine,         production, true,  L1",
        "performance,     production, false, L1",
        "performance,     production, true,  L2",
        "performance,     staging,    true,  L1",
        "stuck-step,      production, true,  L2",
        "stuck-step,      production, false, L1",
        "integrity,       staging,    false, L2",
        "security,        production, true,  L2",
        "rollback-failed, production, true,  L3",
        "system-failure,  staging,    false, L3",
    })
    void the_level_is_that_of_the_escalation_matrix(String kind, String environment, boolean changing, String level) {
        String found = decide(kind, environment, changing).getSingleResult().getEntry("level");
        assertThat(found).isEqualTo(level);
    }

    @Test
    void a_kind_that_is_not_listed_has_none() {
        assertThat(decide("magic", "production", false)).isEmpty();
    }

    private static DmnDecisionTableResult decide(String kind, String environment, boolean changing) {
        VariableMap facts = Variables.putValue("kind", kind)
                .putValue("environment", environment)
                .putValue("changing", changing);
        return ENGINE.evaluateDecisionTable(TABLE, facts);
    }

    private static DmnDecision table() {
        try (var table = Files.newInputStream(Path.of("processes/support-level.dmn"))) {
            return ENGINE.parseDecision("support-level", table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

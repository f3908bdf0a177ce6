package com.fingood.runbook.models;

import com.fingood.runbook.diagnosis.need.NeedFacts;
import com.fingood.runbook.diagnosis.need.NeedTable;
import com.fingood.runbook.diagnosis.need.RollbackNeed;
import com.fingood.runbook.diagnosis.violations.Answer;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RollbackNeedTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final NeedTable TABLE = NeedTable.shipped();
    private static final Set<String> NEEDS =
            Set.of("none", "fix-forward", "roll-back-undo", "roll-back-restore", "ask");

    @ParameterizedTest
    @CsvSource({
        // new, applied, touch, lossless, newer, undo fits, verified, restore fits, loses
        "none,     yes, unknown, unknown, unknown, unknown, unknown, unknown, unknown, none",
        "unknown,  yes, yes,     yes, no,  yes, yes, yes, no,  ask",
        "critical, no,  unknown, yes, no,  yes, yes, yes, no,  fix-forward",
        "critical, yes, no,      yes, no,  yes, yes, yes, no,  fix-forward",
        "critical, yes, unknown, yes, no,  yes, yes, yes, no,  ask",
        "other,    yes, yes,     yes, no,  yes, yes, yes, no,  fix-forward",
        "critical, yes, yes,     yes, no,  yes, no,  no,  yes, roll-back-undo",
        "critical, yes, yes,     yes, no,  no,  yes, yes, no,  roll-back-undo",
        "critical, yes, yes,     yes, yes, yes, yes, yes, yes, roll-back-restore",
        "critical, yes, yes,     no,  no,  yes, yes, yes, no,  roll-back-restore",
        "critical, yes, yes,     no,  yes, yes, no,  yes, yes, ask",
        "critical, yes, yes,     no,  yes, yes, yes, no,  yes, ask",
    })
    void the_need_follows_from_what_is_known(ArgumentsAccessor row) {
        NeedFacts facts = new NeedFacts(
                row.getString(0),
                answer(row, 1),
                answer(row, 2),
                answer(row, 3),
                answer(row, 4),
                answer(row, 5),
                answer(row, 6),
                answer(row, 7),
                answer(row, 8));

        assertThat(decide(facts).need()).isEqualTo(row.getString(9));
    }

    private static Answer answer(ArgumentsAccessor row, int column) {
        return Answer.valueOf(row.getString(column).toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void every_combination_has_an_answer_and_the_command_gives_that_of_the_engine() throws IOException {
        DmnDecision decision;
        try (var file = Files.newInputStream(Path.of("processes/rollback-need.dmn"))) {
            decision = ENGINE.parseDecision("rollback-need", file);
        }
        assertThat(all())
                .allSatisfy(facts -> assertThat(NEEDS).contains(decide(facts).need()));
        List<NeedFacts> every = all().toList();
        // The engine takes milliseconds for each: one in 79, which is no multiple of any input's answers.
        for (int i = 0; i < every.size(); i += 79) {
            NeedFacts facts = every.get(i);
            RollbackNeed ours = decide(facts);
            DmnDecisionRuleResult engine = ENGINE.evaluateDecisionTable(decision, new HashMap<>(facts.inputs()))
                    .getSingleResult();
            assertThat(engine.<String>getEntry("rollbackNeed")).isEqualTo(ours.need());
            assertThat(engine.<String>getEntry("rollbackReason")).isEqualTo(ours.reason());
        }
    }

    @Test
    void what_is_unknown_never_leads_to_what_one_of_its_answers_would_forbid() {
        Map<Map<String, String>, String> needs = all().collect(Collectors.toMap(
                NeedFacts::inputs, facts -> decide(facts).need()));
        needs.forEach((inputs, need) -> {
            if (!need.equals("ask")) {
                resolved(inputs)
                        .forEach(known ->
                                assertThat(needs.get(known)).as("%s", inputs).isEqualTo(need));
            }
        });
    }

    /** The same with one unknown fact known, in each way. */
    private static List<Map<String, String>> resolved(Map<String, String> inputs) {
        List<Map<String, String>> all = new ArrayList<>();
        inputs.forEach((name, value) -> {
            if (value.equals("unknown")) {
                List<String> answers =
                        name.equals("newViolations") ? List.of("critical", "other", "none") : List.of("yes", "no");
                answers.forEach(answer -> {
                    Map<String, String> known = new HashMap<>(inputs);
                    known.put(name, answer);
                    all.add(known);
                });
            }
        });
        return all;
    }

    private static RollbackNeed decide(NeedFacts facts) {
        return TABLE.decide("ledger", facts, List.of());
    }

    private static Stream<NeedFacts> all() {
        return Stream.of("critical", "other", "none", "unknown").flatMap(violations -> {
            List<List<Answer>> rest = List.of(List.of());
            for (int i = 0; i < 8; i++) {
                rest = rest.stream()
                        .flatMap(some -> Stream.of(Answer.values()).map(one -> {
                            List<Answer> more = new ArrayList<>(some);
                            more.add(one);
                            return more;
                        }))
                        .map(List::copyOf)
                        .toList();
            }
            return rest.stream()
                    .map(a -> new NeedFacts(
                            violations,
                            a.get(0),
                            a.get(1),
                            a.get(2),
                            a.get(3),
                            a.get(4),
                            a.get(5),
                            a.get(6),
                            a.get(7)));
        });
    }
}

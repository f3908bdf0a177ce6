package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Rule;

import java.io.ByteArrayInputStream;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which rules of the table {@code approval-policy} hold for which value of each input. A cell looks at its own input only, so each column is
 * asked by itself, and a combination of values is answered by the rules that hold in every column: thousands of combinations cost a few
 * dozen evaluations.
 */
final class PolicyQuestions {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final List<List<?>> ALL = List.of(
            List.of("production", "staging", "development"),
            List.of("low", "medium", "high", "unknown"),
            List.of("low", "medium", "high"),
            List.of("none", "info", "low", "medium", "high", "critical"),
            List.of(0L, Long.MAX_VALUE),
            List.of(true, false),
            List.of(true, false),
            List.of(0L, 1L, 100L));

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final byte[] table;

    /** @throws Refusal BAD_INPUT when the table does not have exactly these inputs in this order */
    PolicyQuestions(byte[] table) {
        this.table = table;
        List<String> inputs =
                tableOf(model()).getInputs().stream().map(PolicyQuestions::name).toList();
        if (!inputs.equals(PolicyFacts.NAMES)) {
            throw Refusal.badInput(
                    "bad-decision-table",
                    "Its inputs must be " + String.join(", ", PolicyFacts.NAMES) + ", in this order; they are "
                            + String.join(", ", inputs) + ".");
        }
    }

    /** What each rule answers when it holds, in the order of the table. */
    List<Map<String, Object>> answers() {
        DmnModelInstance all = model();
        for (int column = 0; column < ALL.size(); column++) {
            empty(all, column);
        }
        return evaluate(all, facts(0, ALL.get(0).get(0)));
    }

    /** For each value of this input the numbers of the rules whose cell it satisfies. */
    Map<Object, BitSet> holding(int column) {
        DmnModelInstance one = model();
        for (int other = 0; other < ALL.size(); other++) {
            if (other != column) {
                empty(one, other);
            }
        }
        int number = 0;
        for (Rule rule : tableOf(one).getRules()) {
            text(rule.getOutputEntries().iterator().next(), "\"" + number++ + "\"");
        }
        Map<Object, BitSet> holding = new LinkedHashMap<>();
        for (Object value : values(column)) {
            BitSet rules = new BitSet();
            evaluate(one, facts(column, value))
                    .forEach(row -> rules.set(Integer.parseInt(String.valueOf(row.get("approval")))));
            holding.put(value, rules);
        }
        return holding;
    }

    private List<Map<String, Object>> evaluate(DmnModelInstance model, Map<String, Object> facts) {
        DmnDecision decision = engine.parseDecision("approval-policy", model);
        return engine.evaluateDecisionTable(decision, facts).getResultList();
    }

    private static Map<String, Object> facts(int column, Object value) {
        Map<String, Object> facts = new HashMap<>();
        for (int i = 0; i < ALL.size(); i++) {
            facts.put(PolicyFacts.NAMES.get(i), i == column ? value : ALL.get(i).get(0));
        }
        return facts;
    }

    private List<?> values(int column) {
        List<?> all = ALL.get(column);
        if (!(all.get(0) instanceof Long)) {
            return all;
        }
        TreeSet<Long> numbers = new TreeSet<>();
        all.forEach(number -> numbers.add((Long) number));
        tableOf(model()).getRules().forEach(rule -> NUMBER.matcher(
                        cell(rule, column).getTextContent())
                .results()
                .forEach(found -> {
                    long number = Long.parseLong(found.group());
                    Collections.addAll(numbers, Math.max(0, number - 1), number, number + 1);
                }));
        return List.copyOf(numbers);
    }

    private DmnModelInstance model() {
        return Dmn.readModelFromStream(new ByteArrayInputStream(table));
    }

    private static DecisionTable tableOf(DmnModelInstance model) {
        return model.getModelElementsByType(DecisionTable.class).iterator().next();
    }

    private static String name(Input input) {
        return input.getInputExpression().getText().getTextContent().strip();
    }

    private static InputEntry cell(Rule rule, int column) {
        return List.copyOf(rule.getInputEntries()).get(column);
    }

    private static void empty(DmnModelInstance model, int column) {
        tableOf(model).getRules().forEach(rule -> cell(rule, column).getText().setTextContent(""));
    }

    private static void text(LiteralExpression cell, String text) {
        cell.getText().setTextContent(text);
    }
}

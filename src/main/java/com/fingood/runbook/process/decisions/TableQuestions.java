package com.fingood.runbook.process.decisions;

import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Type;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which rules of a table hold for which facts. A cell looks at its own input only, since {@link CellForm} allows nothing else; so each
 * column is asked by itself, and a combination of values is answered by the rules that hold in every column: thousands of combinations
 * cost a few dozen evaluations.
 */
public final class TableQuestions {

    /** Whoever knows what a table has to answer. */
    @FunctionalInterface
    public interface Judge {

        /**
         * @param rules those that hold for these facts, by number from 0
         * @param answers what each rule of the table answers
         * @param problems takes a sentence for each thing that is wrong with that
         */
        void judge(Map<String, Object> facts, BitSet rules, List<Map<String, Object>> answers, List<String> problems);
    }

    /** Enough to see what is wrong; the rest is mostly the same. */
    private static final int MOST_PROBLEMS = 5;

    /** A second's work or two. */
    private static final long MOST = 2_000_000;

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final byte[] table;
    private final TableForm form;

    /** @param table a file of this form */
    TableQuestions(byte[] table, TableForm form) {
        this.table = table;
        this.form = form;
    }

    /** What each rule answers when it holds, in the order of the table. */
    private List<Map<String, Object>> answers() {
        DmnModelInstance all = model();
        for (int column = 0; column < form.inputs().size(); column++) {
            empty(all, column);
        }
        return evaluate(all, facts(0, values(0).get(0)));
    }

    /**
     * What is wrong with the answers to every combination of facts that can come up; after a few problems nobody asks on.
     *
     * @return empty = nothing
     * @throws com.fingood.runbook.run.Refusal BAD_INPUT for a table that tells more cases apart than can be gone through
     */
    public List<String> problems(Judge judge) {
        List<Map<String, Object>> answers = answers();
        List<String> problems = new ArrayList<>();
        askAll((facts, rules) -> {
            judge.judge(facts, rules, answers, problems);
            return problems.size() < MOST_PROBLEMS;
        });
        return problems;
    }

    /**
     * Every combination of facts that can come up, with the numbers, from 0, of the rules that hold. Of numbers that the same rules hold
     * for, one stands for all.
     *
     * @param asked false = enough
     * @throws com.fingood.runbook.run.Refusal BAD_INPUT for a table that tells more cases apart than can be gone through
     */
    private void askAll(BiPredicate<Map<String, Object>, BitSet> asked) {
        List<Map<Object, BitSet>> columns = new ArrayList<>();
        long combinations = 1;
        for (int column = 0; column < form.inputs().size(); column++) {
            columns.add(distinct(column));
            combinations *= columns.get(column).size();
            if (combinations > MOST) {
                throw TableXml.wrong("It tells more than " + MOST
                        + " cases apart, too many to go through. Use fewer different numbers.");
            }
        }
        BitSet all = new BitSet();
        all.set(0, tableOf(model()).getRules().size());
        ask(columns, all, new LinkedHashMap<>(), asked);
    }

    /** @param holding the rules that hold for the facts so far */
    private boolean ask(
            List<Map<Object, BitSet>> columns,
            BitSet holding,
            Map<String, Object> facts,
            BiPredicate<Map<String, Object>, BitSet> asked) {
        if (facts.size() == columns.size()) {
            return asked.test(facts, holding);
        }
        String name = form.inputs().get(facts.size()).name();
        for (Map.Entry<Object, BitSet> value : columns.get(facts.size()).entrySet()) {
            BitSet both = (BitSet) holding.clone();
            both.and(value.getValue());
            Map<String, Object> more = new LinkedHashMap<>(facts);
            more.put(name, value.getKey());
            if (!ask(columns, both, more, asked)) {
                return false;
            }
        }
        return true;
    }

    private Map<Object, BitSet> distinct(int column) {
        Map<Object, BitSet> all = holding(column);
        if (form.inputs().get(column).type() != Type.NUMBER) {
            return all;
        }
        Map<BitSet, Object> first = new LinkedHashMap<>();
        all.forEach((value, rules) -> first.putIfAbsent(rules, value));
        Map<Object, BitSet> distinct = new LinkedHashMap<>();
        first.forEach((rules, value) -> distinct.put(value, rules));
        return distinct;
    }

    /** For each value of this input the numbers of the rules whose cell it satisfies. */
    Map<Object, BitSet> holding(int column) {
        DmnModelInstance one = model();
        for (int other = 0; other < form.inputs().size(); other++) {
            if (other != column) {
                empty(one, other);
            }
        }
        int number = 0;
        for (Rule rule : tableOf(one).getRules()) {
            rule.getOutputEntries().iterator().next().getText().setTextContent("\"" + number++ + "\"");
        }
        String output = form.outputs().get(0).name();
        Map<Object, BitSet> holding = new LinkedHashMap<>();
        for (Object value : values(column)) {
            BitSet rules = new BitSet();
            evaluate(one, facts(column, value)).forEach(row -> rules.set(Integer.parseInt((String) row.get(output))));
            holding.put(value, rules);
        }
        return holding;
    }

    /** All rules that hold are wanted, whatever the table makes of them. */
    private List<Map<String, Object>> evaluate(DmnModelInstance model, Map<String, Object> facts) {
        tableOf(model).setHitPolicy(HitPolicy.COLLECT);
        // As at its deployment, so that nothing is found wrong only then.
        DmnDecision decision = engine.parseDecisionRequirementsGraph(model).getDecision(form.name());
        return engine.evaluateDecisionTable(decision, facts).getResultList();
    }

    private Map<String, Object> facts(int column, Object value) {
        Map<String, Object> facts = new HashMap<>();
        for (Input input : form.inputs()) {
            facts.put(input.name(), input.values().get(0));
        }
        facts.put(form.inputs().get(column).name(), value);
        return facts;
    }

    /** Of numbers those at which an answer can change; none is below zero. */
    private List<?> values(int column) {
        Input input = form.inputs().get(column);
        if (input.type() != Type.NUMBER) {
            return input.values();
        }
        TreeSet<Long> numbers = new TreeSet<>();
        input.values().forEach(number -> numbers.add((Long) number));
        tableOf(model()).getRules().forEach(rule -> CellForm.numbers(
                        cell(rule, column).getText().getTextContent())
                .forEach(number -> {
                    numbers.add(number);
                    numbers.add(number == Long.MIN_VALUE ? number : number - 1);
                    numbers.add(number == Long.MAX_VALUE ? number : number + 1);
                }));
        return List.copyOf(numbers.tailSet(0L));
    }

    private DmnModelInstance model() {
        return Dmn.readModelFromStream(new ByteArrayInputStream(table));
    }

    /** By the way that the engine goes, not by searching: what lies elsewhere in the file decides nothing. */
    private static DecisionTable tableOf(DmnModelInstance model) {
        Decision decision = model.getDefinitions()
                .getChildElementsByType(Decision.class)
                .iterator()
                .next();
        return (DecisionTable) decision.getExpression();
    }

    private static InputEntry cell(Rule rule, int column) {
        return List.copyOf(rule.getInputEntries()).get(column);
    }

    private static void empty(DmnModelInstance model, int column) {
        tableOf(model).getRules().forEach(rule -> cell(rule, column).getText().setTextContent(""));
    }
}

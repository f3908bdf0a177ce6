package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The values that have to be tried for each input of the table, in the order of {@link PolicyFacts#NAMES}. Words that no cell of the
 * column names are all alike to it, so one of them stands for all; numbers are tried at, below and above each number of the column. In a
 * column with anything but words, numbers and comparisons every word is tried.
 */
final class PolicyQuestions {

    private static final Pattern PLAIN = Pattern.compile("(?:\"[^\"]*\"|\\d+|true|false|not\\(|[\\s,<>=.\\[\\]()-])*");
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

    private PolicyQuestions() {}

    /** @throws Refusal BAD_INPUT when the table does not have exactly these inputs in this order */
    static List<List<?>> of(byte[] table) {
        DecisionTable read = Dmn.readModelFromStream(new ByteArrayInputStream(table))
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
        List<String> inputs = read.getInputs().stream().map(PolicyQuestions::name).toList();
        if (!inputs.equals(PolicyFacts.NAMES)) {
            throw Refusal.badInput(
                    "bad-decision-table",
                    "Its inputs must be " + String.join(", ", PolicyFacts.NAMES) + ", in this order; they are "
                            + String.join(", ", inputs) + ".");
        }
        return IntStream.range(0, inputs.size())
                .<List<?>>mapToObj(column -> values(column, cells(read, column)))
                .toList();
    }

    private static String name(Input input) {
        return input.getInputExpression().getText().getTextContent().strip();
    }

    private static List<String> cells(DecisionTable table, int column) {
        return table.getRules().stream()
                .map(rule -> List.copyOf(rule.getInputEntries()).get(column))
                .map(cell -> cell.getText() == null ? "" : cell.getText().getTextContent())
                .toList();
    }

    private static List<?> values(int column, List<String> cells) {
        List<?> all = ALL.get(column);
        if (all.get(0) instanceof Long) {
            return numbers(all, cells);
        }
        if (!(all.get(0) instanceof String) || !cells.stream().allMatch(cell -> PLAIN.matcher(cell).matches())) {
            return all;
        }
        List<Object> few = new ArrayList<>();
        boolean other = false;
        for (Object word : all) {
            boolean named = cells.stream().anyMatch(cell -> cell.contains("\"" + word + "\""));
            if (named || !other) {
                few.add(word);
            }
            other |= !named;
        }
        return few;
    }

    private static List<Long> numbers(Collection<?> always, List<String> cells) {
        TreeSet<Long> numbers = new TreeSet<>();
        always.forEach(number -> numbers.add((Long) number));
        cells.forEach(cell -> NUMBER.matcher(cell).results().forEach(found -> {
            long number = Long.parseLong(found.group());
            numbers.addAll(List.of(Math.max(0, number - 1), number, number + 1));
        }));
        return List.copyOf(numbers);
    }
}

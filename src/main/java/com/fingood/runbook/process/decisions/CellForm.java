package com.fingood.runbook.process.decisions;

import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a cell may say: a test of its own input by values that stand in the cell. An expression could look at other inputs, at the day, or
 * at anything else that a proof column by column does not see.
 */
final class CellForm {

    /** Longer cells are nobody's test; patterns over them would need more stack than there is. */
    private static final int LONGEST = 1_000;

    private static final int SHOWN = 60;

    private static final String WORD = "\"[^\"\\\\\\p{C}]*\"";
    private static final String NUMBER = "-?\\d+";
    private static final String NUMBERS =
            "(?:(?:<=|>=|<|>)?\\s*" + NUMBER + "|[\\[\\](]\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*[\\[\\])])";

    private static final Pattern LITERAL = Pattern.compile(WORD);
    private static final Pattern ONE_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern INTERVAL = Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")");
    private static final Map<Type, Pattern> TESTS = Map.of(
            Type.TEXT, listOf(WORD),
            Type.NUMBER, listOf(NUMBERS),
            Type.YES_NO, Pattern.compile("true|false"));

    private CellForm() {}

    /** @return what is wrong with this cell, and what is right; empty = nothing */
    static Optional<String> inputProblem(Input input, String cell) {
        if (cell.isEmpty() || cell.equals("-")) {
            return Optional.empty();
        }
        boolean fits = cell.length() <= LONGEST
                && TESTS.get(input.type()).matcher(cell).matches()
                && (input.type() != Type.TEXT
                        || all(LITERAL, cell, word -> input.values().contains(unquoted(word))))
                && (input.type() != Type.NUMBER
                        || all(ONE_NUMBER, cell, CellForm::isLong)
                                && INTERVAL.matcher(cell).results().allMatch(CellForm::isOrdered));
        return fits ? Optional.empty() : Optional.of(shown(cell) + " can't stand there. Allowed are " + allowed(input));
    }

    /** @return what is wrong with this cell, and what is right; empty = nothing */
    static Optional<String> outputProblem(TableForm.Output output, String cell) {
        boolean fits = LITERAL.matcher(cell).matches() && output.fits().test(unquoted(cell));
        return fits
                ? Optional.empty()
                : Optional.of(shown(cell)
                        + " can't stand there. Allowed is a text in quotes, without quotes and backslashes in it: "
                        + output.allowed() + ".");
    }

    /** The numbers of a cell that fits. */
    static List<Long> numbers(String cell) {
        return ONE_NUMBER
                .matcher(cell)
                .results()
                .map(found -> Long.valueOf(found.group()))
                .toList();
    }

    private static String allowed(Input input) {
        String nothing = "nothing, -, ";
        return switch (input.type()) {
            case TEXT -> nothing + "a list of "
                    + input.values().stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(", "))
                    + ", or not(...) around one.";
            case NUMBER -> nothing
                    + "whole numbers of at most 19 digits, comparisons with one such as >= 2000, intervals such as [1..5]"
                    + " and ]1..5[, lists of these, or not(...) around one.";
            case YES_NO -> nothing + "true, false.";
        };
    }

    private static Pattern listOf(String item) {
        String list = item + "(?:\\s*,\\s*" + item + ")*";
        return Pattern.compile(list + "|not\\s*\\(\\s*" + list + "\\s*\\)");
    }

    private static boolean all(Pattern pattern, String cell, Predicate<String> fits) {
        return pattern.matcher(cell).results().map(MatchResult::group).allMatch(fits);
    }

    private static boolean isLong(String number) {
        try {
            Long.parseLong(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isOrdered(MatchResult interval) {
        return Long.parseLong(interval.group(1)) <= Long.parseLong(interval.group(2));
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1);
    }

    private static String shown(String cell) {
        String line = cell.replaceAll("[\\s\\p{C}]+", " ");
        return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...") + "'";
    }
}

package com.fingood.runbook.process.decisions;

import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Output;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** What a cell may say means to the engine what it means to people. */
class CellFormTest {

    private static final TableForm FORM = new TableForm(
            "t",
            "COLLECT",
            List.of(
                    Input.number("n", 0L, 1L, 2L, 5L, 6L, Long.MAX_VALUE),
                    Input.text("w", List.of("a", "b", "c)")),
                    Input.yesNo("y")),
            List.of(new Output("o", "x", "x"::equals)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "nothing",
            value = {
                "nothing         | 0 1 2 5 6 max",
                "-               | 0 1 2 5 6 max",
                "5               | 5",
                "<2              | 0 1",
                "<= 2            | 0 1 2",
                "> 5             | 6 max",
                ">= 5            | 5 6 max",
                ">= -3           | 0 1 2 5 6 max",
                "[1..5]          | 1 2 5",
                "]1..5[          | 2",
                "(1..5]          | 2 5",
                "[ 1 .. 5 )      | 1 2",
                "1, 2 ,> 5       | 1 2 6 max",
                "not(1,2)        | 0 5 6 max",
                "not( >= 5, 0 )  | 1 2",
                "not([1..5])     | 0 6 max",
                ">= 9223372036854775807 | max",
                "< 9223372036854775807  | 0 1 2 5 6",
                "9223372036854775807    | max",
            })
    void a_test_of_a_number_holds_for_these(String cell, String expected) {
        assertThat(holding(0, cell == null ? "" : cell, "", "")).isEqualTo(set(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-               | a b c)",
                "\"a\"           | a",
                "\"a\",\"c)\"    | a c)",
                "\"a\" , \"b\"   | a b",
                "not(\"a\")      | b c)",
                "not (\"a\",\"c)\") | b",
            })
    void a_test_of_a_word_holds_for_these(String cell, String expected) {
        assertThat(holding(1, "", cell, "")).isEqualTo(set(expected));
    }

    @ParameterizedTest
    @CsvSource({"-, true false", "true, true", "false, false"})
    void a_test_of_yes_or_no_holds_for_these(String cell, String expected) {
        assertThat(holding(2, "", "", cell)).isEqualTo(set(expected));
    }

    @ParameterizedTest
    @CsvSource({"n, not(true)", "w, \"a", "y, not(true)", "y, 'true,false'", "y, TRUE", "n, ?", "w, null"})
    void what_else_there_is_does_not_stand_in_a_cell(String column, String cell) {
        Input input = FORM.inputs().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow();
        assertThat(CellForm.inputProblem(input, cell)).isPresent();
    }

    /** The values of this column for which the engine says that the rule holds. */
    private static TreeSet<String> holding(int column, String number, String word, String yesNo) {
        byte[] table = ("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\""
                        + " xmlns:camunda=\"http://camunda.org/schema/1.0/dmn\" id=\"d\" name=\"d\" namespace=\"d\">"
                        + "<decision id=\"t\" name=\"t\" camunda:historyTimeToLive=\"1\">"
                        + "<decisionTable id=\"dt\" hitPolicy=\"COLLECT\">"
                        + input("n", "long") + input("w", "string") + input("y", "boolean")
                        + "<output id=\"o\" name=\"o\" typeRef=\"string\"/><rule id=\"r\">"
                        + cell("n", number) + cell("w", word) + cell("y", yesNo)
                        + "<outputEntry id=\"ro\"><text>\"x\"</text></outputEntry></rule>"
                        + "</decisionTable></decision></definitions>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new TableFile(table, FORM).problems()).isEmpty();
        TreeSet<String> holding = new TreeSet<>();
        Input input = FORM.inputs().get(column);
        new TableQuestions(table, FORM).holding(column).forEach((value, rules) -> {
            if (!rules.isEmpty() && input.values().contains(value)) {
                holding.add(value.equals(Long.MAX_VALUE) ? "max" : value.toString());
            }
        });
        return holding;
    }

    private static String input(String name, String type) {
        return "<input id=\"i_" + name + "\"><inputExpression id=\"e_" + name + "\" typeRef=\"" + type + "\"><text>"
                + name + "</text></inputExpression></input>";
    }

    private static String cell(String name, String text) {
        return "<inputEntry id=\"c_" + name + "\"><text>" + text.replace("<", "&lt;") + "</text></inputEntry>";
    }

    private static TreeSet<String> set(String words) {
        return new TreeSet<>(List.of(words.split(" ")));
    }
}

package com.fingood.runbook.process.decisions;

import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Output;
import org.w3c.dom.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static com.fingood.runbook.process.decisions.TableXml.children;
import static com.fingood.runbook.process.decisions.TableXml.text;
import static com.fingood.runbook.process.decisions.TableXml.wrong;

/** Looks whether a file is one table of the wanted form, before anything of it is evaluated. */
final class TableFile {

    private static final int MOST = 5;
    private static final int MOST_RULES = 500;
    private static final int LONGEST_TAG = 64;
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";

    private final TableForm form;
    private final Element table;

    /** @throws com.fingood.runbook.run.Refusal BAD_INPUT when there is not exactly one decision, which is a table */
    TableFile(byte[] bytes, TableForm form) {
        this.form = form;
        List<Element> decisions = children(TableXml.root(bytes), "decision");
        if (decisions.size() != 1 || !form.name().equals(decisions.get(0).getAttribute("id"))) {
            throw wrong("It must hold one decision, with the id '" + form.name() + "'; it holds "
                    + decisions.stream()
                            .map(one -> "'" + one.getAttribute("id") + "'")
                            .collect(Collectors.joining(", ", "", "."))
                    + " Leave just that one.");
        }
        Element decision = decisions.get(0);
        requireKept(decision);
        List<Element> tables = children(decision, "decisionTable");
        if (tables.size() != 1) {
            throw wrong("Its decision must be one table; it has " + tables.size() + ".");
        }
        this.table = tables.get(0);
    }

    /**
     * @return one sentence per cell that says more than it may; empty = none does
     * @throws com.fingood.runbook.run.Refusal BAD_INPUT for a table with other columns
     */
    List<String> problems() {
        requireHitPolicy();
        requireInputs();
        requireOutputs();
        List<Element> rules = children(table, "rule");
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw wrong("It has " + rules.size() + " rules; allowed are 1 to " + MOST_RULES + ".");
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < rules.size() && problems.size() < MOST; i++) {
            addProblems(i + 1, rules.get(i), problems);
        }
        return problems;
    }

    /** The engine refuses to deploy what does not say how long its history is kept. */
    private static void requireKept(Element decision) {
        String kept = decision.getAttributeNS(CAMUNDA, "historyTimeToLive");
        if (!kept.matches("\\d{1,5}|P\\d{1,5}D")) {
            throw wrong("Its decision must say how many days its history is kept, camunda:historyTimeToLive, such as"
                    + " 3650; it says '" + kept + "'.");
        }
        if (decision.getAttributeNS(CAMUNDA, "versionTag").length() > LONGEST_TAG) {
            throw wrong("Its camunda:versionTag is longer than " + LONGEST_TAG + " characters.");
        }
    }

    private void requireHitPolicy() {
        String policy = table.hasAttribute("hitPolicy") ? table.getAttribute("hitPolicy") : "UNIQUE";
        if (!policy.equals(form.hitPolicy()) || table.hasAttribute("aggregation")) {
            throw wrong("Its hit policy must be " + form.hitPolicy() + " without aggregation; it is " + policy
                    + (table.hasAttribute("aggregation") ? " with " + table.getAttribute("aggregation") : "")
                    + ". With another one a rule that holds could go unheard.");
        }
    }

    private void requireInputs() {
        List<String> wanted = form.inputs().stream()
                .map(input -> input.name() + " (" + input.type().label() + ")")
                .toList();
        List<String> found = new ArrayList<>();
        for (Element input : children(table, "input")) {
            List<Element> expressions = children(input, "inputExpression");
            if (expressions.size() != 1) {
                throw wrong("Input " + (found.size() + 1) + " must have one expression; it has " + expressions.size()
                        + ".");
            }
            found.add(text(expressions.get(0)) + " (" + expressions.get(0).getAttribute("typeRef") + ")");
        }
        requireSame("inputs", wanted, found);
    }

    private void requireOutputs() {
        List<String> wanted = form.outputs().stream()
                .map(output -> output.name() + " (string)")
                .toList();
        List<String> found = children(table, "output").stream()
                .map(output -> output.getAttribute("name") + " (" + output.getAttribute("typeRef") + ")")
                .toList();
        requireSame("outputs", wanted, found);
    }

    private static void requireSame(String what, List<String> wanted, List<String> found) {
        if (!wanted.equals(found)) {
            throw wrong("Its " + what + " must be " + String.join(", ", wanted) + ", in this order; they are "
                    + String.join(", ", found) + ".");
        }
    }

    private void addProblems(int number, Element rule, List<String> problems) {
        List<Element> inputs = children(rule, "inputEntry");
        List<Element> outputs = children(rule, "outputEntry");
        if (inputs.size() != form.inputs().size()
                || outputs.size() != form.outputs().size()) {
            throw wrong("Rule " + number + " has " + inputs.size() + " cells for inputs and " + outputs.size()
                    + " for outputs; it must have " + form.inputs().size() + " and "
                    + form.outputs().size() + ".");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Input input = form.inputs().get(i);
            CellForm.inputProblem(input, text(inputs.get(i)))
                    .ifPresent(why -> problems.add("Rule " + number + ", column '" + input.name() + "': " + why));
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output output = form.outputs().get(i);
            CellForm.outputProblem(output, text(outputs.get(i)))
                    .ifPresent(why -> problems.add("Rule " + number + ", column '" + output.name() + "': " + why));
        }
    }
}

package com.fingood.runbook.process.decisions;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a table of the company's own may consist of. It is narrow on purpose: only what cannot hide anything from its proof.
 *
 * @param name of the decision, and of its file
 * @param hitPolicy as DMN writes it, without aggregation
 * @param inputs in the order of the table
 * @param outputs in the order of the table
 */
public record TableForm(String name, String hitPolicy, List<Input> inputs, List<Output> outputs) {

    /** Of which type an input is. */
    public enum Type {
        TEXT("string"),
        NUMBER("long"),
        YES_NO("boolean");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** As DMN writes it. */
        public String label() {
            return label;
        }
    }

    /**
     * @param name of the fact that is asked for; its expression in the table
     * @param values all that it can be; of a number the smallest, the greatest and whichever else matters, none below zero
     */
    public record Input(String name, Type type, List<?> values) {

        public static Input text(String name, List<String> values) {
            return new Input(name, Type.TEXT, List.copyOf(values));
        }

        public static Input yesNo(String name) {
            return new Input(name, Type.YES_NO, List.of(true, false));
        }

        public static Input number(String name, Long... values) {
            return new Input(name, Type.NUMBER, List.of(values));
        }
    }

    /**
     * @param allowed in words, after "Allowed are"
     * @param fits whether a text, without its quotes, is allowed
     */
    public record Output(String name, String allowed, Predicate<String> fits) {}
}

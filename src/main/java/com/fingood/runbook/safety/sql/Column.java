package com.fingood.runbook.safety.sql;

import java.util.List;

/**
 * A column as declared.
 *
 * @param type as written, e.g. {@code numeric(19, 2)}
 * @param defaultValue expression; null without one
 * @param defaultCalls functions that the default calls
 * @param storedExpression of GENERATED ... STORED; null without one
 * @param constraints that stand behind it
 */
public record Column(
        String name,
        String type,
        String defaultValue,
        List<Name> defaultCalls,
        String storedExpression,
        boolean identity,
        boolean notNull,
        List<Constraint> constraints) {

    public boolean has(Constraint.Kind kind) {
        return constraints.stream().anyMatch(constraint -> constraint.kind() == kind);
    }

    /** {@code serial}, {@code bigserial}, {@code smallserial} and their numbered names. */
    public boolean isSerial() {
        return type.toLowerCase(java.util.Locale.ROOT).matches("(big|small)?serial[248]?");
    }
}

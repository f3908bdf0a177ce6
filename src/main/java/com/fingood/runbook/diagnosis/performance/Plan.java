package com.fingood.runbook.diagnosis.performance;

import java.util.List;

/**
 * How a database executes a query. It holds names only, no condition and no value.
 *
 * @param shape one line per step in the plan's order, indented by depth: the step, the index, the table
 * @param touched pages (PostgreSQL: shared buffers hit and read) or rows (H2: rows scanned) that the query looked at; null when it was
 *     planned only
 * @param unit {@code buffers} or {@code rows scanned}
 * @param cost the planner's estimate; null where it gives none
 * @param millis of the execution, for information: it is never judged; null when it was planned only
 */
public record Plan(List<String> shape, Long touched, String unit, Double cost, Double millis) {

    public Plan {
        shape = List.copyOf(shape);
    }

    boolean wasExecuted() {
        return touched != null;
    }

    boolean hasShapeOf(Plan other) {
        return shape.equals(other.shape);
    }

    /** In words for a table: {@code 53 buffers}. */
    public String touchedWords() {
        return touched == null ? "planned only" : touched + " " + unit;
    }

    /** The shape on one line. */
    public String shapeWords() {
        return String.join(" > ", shape.stream().map(String::strip).toList());
    }
}

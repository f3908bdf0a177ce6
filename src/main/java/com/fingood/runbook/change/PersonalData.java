package com.fingood.runbook.change;

/**
 * A column with personal data that the change adds or touches.
 *
 * @param column {@code table.column}
 * @param purpose why it is processed
 * @param retention how long it is kept, in the author's words
 */
public record PersonalData(String column, String purpose, String retention) {}

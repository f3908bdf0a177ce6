package com.fingood.runbook.safety.sql;

/**
 * A comment to the end of the line.
 *
 * @param text without the dashes, stripped
 */
public record Comment(Place place, String text) {}

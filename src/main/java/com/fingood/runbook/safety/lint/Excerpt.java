package com.fingood.runbook.safety.lint;

/**
 * A line of a script as it may be shown.
 *
 * @param text without literals and comments, shortened where it is long
 * @param caret where in the text the finding is, from 0
 */
public record Excerpt(String text, int caret) {}

package com.fingood.runbook.safety;

/**
 * A finding that people have accepted in the script itself.
 *
 * @param rule the rule that it waives
 * @param reason in the author's words
 * @param ticket where it was decided
 * @param file name of the script
 * @param line of the waiver's comment
 * @param condition what was found and is accepted
 */
public record Waiver(String rule, String reason, String ticket, String file, int line, String condition) {}

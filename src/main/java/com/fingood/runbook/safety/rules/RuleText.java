package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;

import java.util.Objects;

/**
 * What people read about a rule. Texts are Markdown, without a heading.
 *
 * @param id e.g. {@code LK1}
 * @param title a short sentence without a full stop
 * @param condition when it fires; the default of a finding's condition
 * @param effect what happens then; the default of a finding's effect
 * @param safeWay how to reach the same end
 * @param lock strongest lock in PostgreSQL's words; null where no lock is the point
 * @param measured what the rehearsal on a clone measures of it, and who is right when the two disagree
 */
public record RuleText(
        String id,
        Severity severity,
        String title,
        String condition,
        String effect,
        String safeWay,
        String lock,
        String measured) {

    public RuleText {
        Objects.requireNonNull(id);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(title);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(effect);
        Objects.requireNonNull(safeWay);
        Objects.requireNonNull(measured);
    }
}

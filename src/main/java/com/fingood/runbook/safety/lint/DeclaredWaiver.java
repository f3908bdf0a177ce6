package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Waiver;
import com.fingood.runbook.safety.sql.Place;

/**
 * A complete waiver and the statement that it stands at.
 *
 * @param comment where the waiver itself stands
 * @param from first word of the statement
 * @param to last word of the statement
 */
record DeclaredWaiver(String rule, String reason, String ticket, String file, Place comment, Place from, Place to) {

    /** A finding without a line is about the file, and any waiver in the file can be meant for it. */
    boolean covers(Finding finding) {
        if (!finding.rule().equals(rule) || !finding.file().equals(file)) {
            return false;
        } else if (finding.line() == null) {
            return true;
        } else if (finding.line() == comment.line() && from == comment) {
            return true;
        }
        return isBehind(finding, from) && isBefore(finding, to);
    }

    private static boolean isBehind(Finding finding, Place from) {
        return finding.line() > from.line()
                || finding.line() == from.line() && (finding.column() == null || finding.column() >= from.column());
    }

    private static boolean isBefore(Finding finding, Place to) {
        return finding.line() < to.line()
                || finding.line() == to.line() && (finding.column() == null || finding.column() <= to.column());
    }

    Waiver used(Finding finding) {
        return new Waiver(rule, reason, ticket, file, comment.line(), finding.condition());
    }
}

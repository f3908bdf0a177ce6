package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;

import java.math.BigDecimal;
import java.sql.SQLException;

/** Proves that a check has something to check: an empty table has no violating rows either. */
final class Population {

    private Population() {}

    /** @throws CheckUnusable when the check's population query does not return a number above zero */
    static void demand(CheckSession session, CheckFile check, Deadline deadline) throws SQLException {
        if (check.population() == null) {
            return;
        }
        String first = session.run(
                check.population(), deadline, result -> result.next() ? String.valueOf(result.getString(1)) : "null");
        if (number(first).signum() <= 0) {
            throw new CheckUnusable(
                    "nothing to check: population " + number(first).toPlainString());
        }
    }

    private static BigDecimal number(String text) {
        try {
            return text.equals("null") ? BigDecimal.ZERO : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new CheckUnusable("the population query does not return a number");
        }
    }
}

package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;

/** Turns what a check returned into its result. */
final class Judgement {

    private Judgement() {}

    static CheckResult of(CheckFile check, ReadRows rows, long millis) {
        return CheckResult.of(
                check,
                outcome(check, rows),
                rows.count(),
                rows.evidence(),
                message(check, rows),
                millis,
                rows.hashes());
    }

    private static Outcome outcome(CheckFile check, ReadRows rows) {
        return !check.conserved() && rows.count() >= check.fail() ? Outcome.FAILED : Outcome.PASSED;
    }

    private static String message(CheckFile check, ReadRows rows) {
        long n = rows.count();
        if (check.conserved()) {
            return "recorded, " + rows(n) + "; the comparison judges";
        }
        if (n == 0) {
            return "no violation";
        }
        if (n >= check.fail()) {
            return violations(n) + ", fails from " + check.fail();
        }
        boolean warned = check.warn() != null && n >= check.warn();
        return violations(n) + ", fails from " + check.fail() + (warned ? "; worth a look from " + check.warn() : "");
    }

    private static String violations(long n) {
        return n == 1 ? "1 violation" : n + " violations";
    }

    private static String rows(long n) {
        return n == 1 ? "1 row" : n + " rows";
    }
}

package com.fingood.runbook.validation;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The integrity and the critical suite around a change, on a clone of the target: violations that are new, results that were to be
 * conserved, functions that are broken. For one change; not for use by several threads.
 */
public final class ChecksAround {

    private static final List<Suite> SUITES = List.of(Suite.INTEGRITY, Suite.CRITICAL);

    private final CheckRunner runner;
    private final ChangeFolder folder;
    private final String run;
    private final Map<Suite, SuiteResult> before = new EnumMap<>(Suite.class);
    private final List<String> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param run whose sessions they are, or {@code cli} */
    public ChecksAround(CheckRunner runner, ChangeFolder folder, String run) {
        this.runner = runner;
        this.folder = folder;
        this.run = run;
    }

    /** Asks and remembers. @throws com.fingood.runbook.run.Refusal when the clone does not answer */
    public void before(Target clone, Cancellation cancellation) {
        SUITES.forEach(suite -> before.put(suite, ask(clone, suite, cancellation)));
    }

    /** Asks again and compares; see {@link #failures()} and {@link #notes()}. */
    public void after(Target clone, Cancellation cancellation) {
        for (Suite suite : SUITES) {
            SuiteResult now = ask(clone, suite, cancellation);
            if (now.checks().isEmpty()) {
                notes.add("there is no " + suite.label() + " check in the change folder, so none was asked");
            }
            if (suite == Suite.INTEGRITY) {
                integrity(Comparison.of(before.get(suite), now));
            } else {
                critical(now);
            }
        }
    }

    /** What is wrong since the change, or can't be told, each naming its check. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** What a person should know besides. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private SuiteResult ask(Target clone, Suite suite, Cancellation cancellation) {
        SessionTag tag = new SessionTag(run, "rehearse-" + suite.label());
        return runner.run(clone, suite, suite.in(folder), tag, cancellation, Progress.silent());
    }

    private void integrity(Comparison comparison) {
        for (CheckComparison check : comparison.checks()) {
            if (check.outcome() == Outcome.FAILED || check.outcome() == Outcome.UNKNOWN) {
                failures.add(words(check.id(), check.outcome(), check.message()));
            } else if (check.onlyKnown()) {
                notes.add("integrity check " + check.id() + " fails with violations that were there before");
            }
        }
    }

    private void critical(SuiteResult now) {
        for (CheckResult check : now.checks()) {
            if (check.outcome() == Outcome.FAILED || check.outcome() == Outcome.UNKNOWN) {
                boolean failedBefore = before.get(Suite.CRITICAL)
                        .check(check.id())
                        .filter(earlier -> earlier.outcome() == check.outcome())
                        .isPresent();
                String words = words(check.id(), check.outcome(), check.message());
                failures.add(failedBefore ? words + " (as before the change)" : words);
            }
        }
    }

    private static String words(String id, Outcome outcome, String message) {
        return id + " " + (outcome == Outcome.FAILED ? "failed" : "is unknown")
                + (message == null ? "" : " - " + message);
    }
}

package com.fingood.runbook.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.SuiteResult;

import java.util.ArrayList;
import java.util.List;

/** What several suites said together: as good as the worst of them. */
final class Verdicts {

    /** A check with the suite it belongs to. */
    @JsonPropertyOrder({"suite"})
    record SuiteCheck(String suite, @JsonUnwrapped CheckResult check) {}

    /** In the same shape as one suite's result. */
    @JsonPropertyOrder({"target", "suite", "verdict", "message", "checks"})
    record All(String target, @JsonProperty("verdict") Outcome verdict, String message, List<SuiteCheck> checks) {
        @JsonProperty("suite")
        public String suite() {
            return "all";
        }
    }

    private Verdicts() {}

    static Outcome worst(List<SuiteResult> suites) {
        List<Outcome> outcomes = suites.stream().map(SuiteResult::verdict).toList();
        if (outcomes.contains(Outcome.FAILED)) {
            return Outcome.FAILED;
        }
        return outcomes.stream().allMatch(Outcome.PASSED::equals) ? Outcome.PASSED : Outcome.UNKNOWN;
    }

    static All together(String target, List<SuiteResult> suites) {
        List<SuiteCheck> checks = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (SuiteResult suite : suites) {
            words.add(suite.suite().label() + ": " + suite.message());
            suite.checks()
                    .forEach(check -> checks.add(new SuiteCheck(suite.suite().label(), check)));
        }
        return new All(target, worst(suites), String.join("; ", words), checks);
    }
}

package com.fingood.runbook.process.steps;

import com.fingood.runbook.safety.Finding;

import java.util.List;
import java.util.stream.Collectors;

/** Findings in the words of a refusal. */
final class FindingWords {

    private FindingWords() {}

    static String of(List<Finding> findings, int most) {
        String first = findings.stream().limit(most).map(FindingWords::of).collect(Collectors.joining(" "));
        return findings.size() <= most ? first : first + " And " + (findings.size() - most) + " more findings.";
    }

    private static String of(Finding finding) {
        String where = finding.file() == null
                ? ""
                : " (" + finding.file() + (finding.line() == null ? "" : ":" + finding.line()) + ")";
        return finding.rule() + " " + finding.severity().label() + where + ": " + sentence(finding.condition())
                + (finding.effect() == null ? "" : " " + sentence(finding.effect()));
    }

    private static String sentence(String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() || stripped.endsWith(".") ? stripped : stripped + ".";
    }
}

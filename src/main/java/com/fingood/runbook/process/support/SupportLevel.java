package com.fingood.runbook.process.support;

import com.fingood.runbook.process.Groups;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who answers, and how fast (RUNBOOK.md, Support and Escalation). */
public enum SupportLevel {
    L1("l1-answer", "l1-resolve", Groups.DATABASE_TEAM),
    L2("l2-answer", "l2-resolve", Groups.SENIOR_DATABASE_TEAM, Groups.SECURITY_TEAM),
    L3("l3-repeat", "l3-resolve", Groups.INCIDENT_RESPONSE);

    private final String answer;
    private final String resolve;
    private final List<String> groups;

    SupportLevel(String answer, String resolve, String... groups) {
        this.answer = answer;
        this.resolve = resolve;
        this.groups = List.of(groups);
    }

    /** The highest level that one of these groups belongs to; who belongs to none asks like the first. */
    public static SupportLevel ofGroups(Collection<String> groups) {
        return Arrays.stream(values())
                .filter(level -> level.groups.stream().anyMatch(groups::contains))
                .reduce(L1, (lower, higher) -> higher);
    }

    /** Which of {@code runbook.deadlines} says until when somebody must have claimed the task. */
    public String answerKey() {
        return answer;
    }

    /** Which of {@code runbook.deadlines} says until when it must be done, once it was claimed. */
    public String resolveKey() {
        return resolve;
    }

    /** The groups that this level adds. */
    public List<String> groups() {
        return groups;
    }

    /** The groups that an issue of this level asks: at the last one, everyone at once. */
    public List<String> asks() {
        return this == L3
                ? Arrays.stream(values())
                        .flatMap(level -> level.groups.stream())
                        .toList()
                : groups;
    }

    /** Empty at the last level: there the page repeats until somebody answers. */
    public Optional<SupportLevel> next() {
        return this == L3 ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}

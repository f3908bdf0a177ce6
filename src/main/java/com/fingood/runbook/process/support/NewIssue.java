package com.fingood.runbook.process.support;

/**
 * What is reported.
 *
 * @param run id of the run that it is about; null = none
 * @param reportedBy login, or {@code runbook} for a step
 */
public record NewIssue(String target, IssueKind kind, String summary, String run, String reportedBy) {}

package com.fingood.runbook.notification;

/** A text that a person reads, edits and then sends, or doesn't. */
public record Draft(String subject, String body) {}

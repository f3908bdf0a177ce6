package com.fingood.runbook.migration;

/** A script of the change folder that was not applied. */
public record PendingVersion(String version, String name, String script) {}

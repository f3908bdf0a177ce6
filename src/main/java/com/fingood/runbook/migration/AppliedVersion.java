package com.fingood.runbook.migration;

import java.time.Instant;

/**
 * A row of Flyway's history.
 *
 * @param rank order of installation, from 1
 * @param version as Flyway writes it, e.g. {@code 2.1}; null for a repeatable script
 * @param name description, e.g. {@code daily statements}
 * @param script file name at that time
 * @param when when it was installed
 * @param by who installed it
 * @param checksum Flyway's checksum of the script; null for a baseline
 * @param success false = it failed and left something behind
 * @param baseline true = nothing was executed: the row says that the database already was at this version
 * @param edited true = the file in the change folder is not the one that was applied
 */
public record AppliedVersion(
        int rank,
        String version,
        String name,
        String script,
        Instant when,
        String by,
        Integer checksum,
        boolean success,
        boolean baseline,
        boolean edited) {}

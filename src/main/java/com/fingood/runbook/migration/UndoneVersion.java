package com.fingood.runbook.migration;

import java.time.Instant;

/**
 * A row of the undo journal: a version that was taken back.
 *
 * @param run null when it was outside any run
 * @param scriptSha256 of the undo script that was executed
 * @param when when
 * @param by who
 * @param reason why
 * @param schemaBefore digest of the schema fingerprint before, without bookkeeping
 * @param schemaAfter the same right after
 */
public record UndoneVersion(
        String run,
        String version,
        String script,
        String scriptSha256,
        Instant when,
        String by,
        String reason,
        String schemaBefore,
        String schemaAfter) {}

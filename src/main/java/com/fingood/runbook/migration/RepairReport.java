package com.fingood.runbook.migration;

import java.util.List;

/**
 * What was mended.
 *
 * @param version whose history it is
 * @param done what was done, in words, in order
 */
public record RepairReport(String version, List<String> done) {

    public RepairReport {
        done = List.copyOf(done);
    }
}

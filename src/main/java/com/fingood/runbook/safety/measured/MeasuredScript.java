package com.fingood.runbook.safety.measured;

import com.fingood.runbook.target.TargetProperties;

import java.util.List;
import java.util.Map;

/**
 * A script that ran on a clone.
 *
 * @param file its name
 * @param statements in their order, as far as they came
 * @param pages tables that were there before it, with their size in pages of the server, usually of 8 KiB
 * @param limits of the target
 */
public record MeasuredScript(
        String file, List<MeasuredStatement> statements, Map<String, Long> pages, TargetProperties.Limits limits) {

    /** Below it a lock or a rewrite is over before anybody notices. */
    static final long SMALL = 1000;

    public MeasuredScript {
        statements = List.copyOf(statements);
        pages = Map.copyOf(pages);
    }

    /** Whether anybody but this script can be using it. */
    boolean isLive(String table) {
        return pages.containsKey(table);
    }

    boolean isSmall(String table) {
        return pages.getOrDefault(table, 0L) < SMALL;
    }

    boolean isEmpty(String table) {
        return pages.getOrDefault(table, 0L) == 0;
    }
}

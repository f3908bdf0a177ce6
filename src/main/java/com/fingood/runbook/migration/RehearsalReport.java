package com.fingood.runbook.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.target.Fingerprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What executing a change forward, back and forward again on a clone showed.
 *
 * @param version the change
 * @param failure why it is not passed, for a person; null = passed
 * @param changeFailed true when it is the change itself that failed, not only its way back
 * @param statements of the first way up, as far as they came
 * @param upMillis of the first way up
 * @param downMillis of the undo; null when it was not tried
 * @param lossless true when the undo brought back schema and rows exactly, column positions aside; false = the only way back is a
 *     restore
 * @param differences what the undo did not bring back, and what was different the second time, in words
 * @param warnings what is different without being a loss: column positions, rows that the second time wrote with other values
 * @param findings what the measured rules say, the worst first
 * @param checks what the change folder's checks found wrong after the change, each naming its check
 * @param scriptSha256 of the script that was rehearsed
 * @param undoSha256 of the undo that was rehearsed; null when there is none
 * @param before schema of the clone before, without bookkeeping
 * @param after schema of the clone after the first way up; null when that failed
 */
public record RehearsalReport(
        String version,
        String failure,
        boolean changeFailed,
        List<StatementReport> statements,
        long upMillis,
        Long downMillis,
        boolean lossless,
        List<String> differences,
        List<String> warnings,
        List<Finding> findings,
        List<String> checks,
        String scriptSha256,
        String undoSha256,
        Fingerprint before,
        Fingerprint after) {

    /** Production works while a change runs; a clone does not. */
    public static final int SLOWER_UNDER_LOAD = 4;

    public RehearsalReport {
        statements = List.copyOf(statements);
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
        findings = findings == null ? List.of() : List.copyOf(findings);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }

    @JsonIgnore
    public boolean passed() {
        return failure == null;
    }

    /** True when the change itself works, but nothing but a restore brings the old state back. */
    @JsonIgnore
    public boolean restoreOnly() {
        return after != null && !lossless && !changeFailed;
    }

    /**
     * Whether going back is quick enough to be done at once: it gives everything back and, four times as slow under the load of
     * production, still ends within the limit.
     */
    public boolean undoFitsImmediateLane(Duration limit) {
        return lossless && downMillis != null && downMillis * SLOWER_UNDER_LOAD <= limit.toMillis();
    }

    /** The same with more to warn of. */
    public RehearsalReport withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new RehearsalReport(
                version,
                failure,
                changeFailed,
                statements,
                upMillis,
                downMillis,
                lossless,
                differences,
                all,
                findings,
                checks,
                scriptSha256,
                undoSha256,
                before,
                after);
    }

    /**
     * What the schema of this target must be once the change is applied: its schema now, with what the change changed on the clone. A
     * clone can differ from its origin in what no copy keeps; that difference is no drift.
     *
     * @param now the target's fingerprint before the change
     * @return null when the way up failed
     */
    public Fingerprint expectedAfter(Fingerprint now) {
        if (after == null) {
            return null;
        }
        Map<String, String> expected = new TreeMap<>(now.withoutBookkeeping().schema());
        before.differencesTo(after).forEach(difference -> {
            if (difference.after() == null) {
                expected.remove(difference.key());
            } else {
                expected.put(difference.key(), difference.after());
            }
        });
        return new Fingerprint(new TreeMap<>(expected), new TreeMap<>());
    }

    /** The shape that the command line and REST show. */
    public Map<String, Object> document() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("verdict", passed() ? "passed" : "failed");
        if (failure != null) {
            json.put("failure", failure);
        }
        json.put("statements", statements);
        json.put("up", Map.of("millis", upMillis));
        if (downMillis != null) {
            json.put("down", Map.of("millis", downMillis));
        }
        json.put("lossless", lossless);
        json.put("differences", differences);
        json.put("warnings", warnings);
        json.put("findings", findings);
        json.put("checks", checks);
        json.put("restoreOnly", restoreOnly());
        return json;
    }
}

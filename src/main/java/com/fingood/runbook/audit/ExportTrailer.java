package com.fingood.runbook.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line of an exported ledger: what the file holds and the signed checkpoint that it ends at, signed together.
 *
 * @param at when it was exported, UTC with six decimals
 * @param run the exported run, or null for the whole ledger
 * @param from place of the first line; {@code to + 1} when there is none
 * @param to place of the last line, and of the checkpoint
 * @param rows how many lines show their row
 * @param unsealed rows that belonged here and were not sealed yet
 */
record ExportTrailer(
        String at, String run, long from, long to, long rows, long unsealed, Checkpoint checkpoint, String signature) {

    ExportTrailer signed(SigningKey key) {
        return new ExportTrailer(
                at, run, from, to, rows, unsealed, checkpoint, key.sign(Canonical.write(signedPart())));
    }

    /** @throws ClassCastException or NullPointerException when it is no such line */
    @SuppressWarnings("unchecked")
    static ExportTrailer of(Map<String, Object> json) {
        Map<String, Object> export = (Map<String, Object>) json.get("export");
        return new ExportTrailer(
                (String) export.get("at"),
                (String) export.get("run"),
                number(export, "from"),
                number(export, "to"),
                number(export, "rows"),
                number(export, "unsealed"),
                Checkpoint.of((Map<String, Object>) json.get("checkpoint")),
                (String) json.get("signature"));
    }

    boolean signatureHolds() {
        return checkpoint.signatureHolds()
                && SigningKey.verifies(checkpoint.key(), Canonical.write(signedPart()), signature);
    }

    String line() {
        Map<String, Object> all = signedPart();
        all.put("signature", signature);
        return Canonical.write(all);
    }

    private Map<String, Object> signedPart() {
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("at", at);
        export.put("run", run);
        export.put("from", from);
        export.put("to", to);
        export.put("rows", rows);
        export.put("unsealed", unsealed);
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("export", export);
        part.put("checkpoint", checkpoint.json());
        part.put("publicKey", checkpoint.key());
        return part;
    }

    private static long number(Map<String, Object> json, String key) {
        return ((Number) json.get(key)).longValue();
    }
}

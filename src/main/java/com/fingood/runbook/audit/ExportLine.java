package com.fingood.runbook.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of an exported ledger.
 *
 * @param content hash of the row's canonical JSON
 * @param row the row, or null where it belongs to another run than the exported one
 */
record ExportLine(long seq, String previous, String hash, String content, Map<String, Object> row) {

    static ExportLine of(LedgerRow row, boolean shown) {
        return new ExportLine(
                row.seq(), row.previousHash(), row.hash(), row.contentHash(), shown ? row.content() : null);
    }

    /** @throws ClassCastException or NullPointerException when it is no such line */
    @SuppressWarnings("unchecked")
    static ExportLine of(Map<String, Object> json) {
        return new ExportLine(
                ((Number) json.get("seq")).longValue(),
                (String) json.get("previous"),
                (String) json.get("hash"),
                (String) json.get("content"),
                (Map<String, Object>) json.get("row"));
    }

    boolean isLinked() {
        return Chain.link(previous, seq, content).equals(hash);
    }

    boolean isContentTrue() {
        return row == null || Chain.content(Canonical.write(row)).equals(content);
    }

    String line() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seq", seq);
        json.put("previous", previous);
        json.put("hash", hash);
        json.put("content", content);
        if (row != null) {
            json.put("row", row);
        }
        return Canonical.write(json);
    }
}

package com.fingood.runbook.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An entry in its place of the journal's chain. */
record JournalLine(long seq, String previous, String hash, JournalEntry entry) {

    static JournalLine after(Optional<JournalLine> last, JournalEntry entry) {
        long seq = last.map(JournalLine::seq).orElse(0L) + 1;
        String previous = last.map(JournalLine::hash).orElse("");
        return new JournalLine(seq, previous, hash(previous, seq, entry), entry);
    }

    /** Empty when the line is damaged. */
    @SuppressWarnings("unchecked")
    static Optional<JournalLine> parse(String text) {
        try {
            Map<String, Object> json = Canonical.parse(text);
            JournalLine line = new JournalLine(
                    ((Number) json.get("seq")).longValue(),
                    (String) json.get("previous"),
                    (String) json.get("hash"),
                    JournalEntry.of((Map<String, Object>) json.get("entry")));
            return line.text().equals(text) ? Optional.of(line) : Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return Optional.empty();
        }
    }

    boolean isUnchanged() {
        return hash(previous, seq, entry).equals(hash);
    }

    boolean continues(Optional<JournalLine> last) {
        return seq == last.map(JournalLine::seq).orElse(0L) + 1
                && previous.equals(last.map(JournalLine::hash).orElse(""));
    }

    String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seq", seq);
        json.put("previous", previous);
        json.put("hash", hash);
        json.put("entry", entry.json());
        return Canonical.write(json);
    }

    private static String hash(String previous, long seq, JournalEntry entry) {
        return Chain.link(previous, seq, Chain.content(Canonical.write(entry.json())));
    }
}

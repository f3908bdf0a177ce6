package com.fingood.runbook.audit;

import com.fingood.runbook.run.Timestamps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the ledger.
 *
 * @param run the run's id, or null for what belongs to no run
 * @param entry place in the order of insertion; has gaps
 * @param id UUID
 * @param target the target's name, or null
 * @param details canonical JSON
 * @param seq place in the chain, from 1 without gaps; null while unsealed
 * @param previousHash null while unsealed
 * @param hash null while unsealed
 */
public record LedgerRow(
        String run,
        long entry,
        String id,
        String type,
        String target,
        String actor,
        Instant happened,
        String details,
        Long seq,
        String previousHash,
        String hash) {

    static LedgerRow read(ResultSet row, int number) throws SQLException {
        return new LedgerRow(
                row.getString("run"),
                row.getLong("entry"),
                row.getString("id"),
                row.getString("type"),
                row.getString("target"),
                row.getString("actor"),
                Timestamps.read(row, "happened"),
                row.getString("details"),
                (Long) row.getObject("seq"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    /** Whether a person did it, at whichever door; not the system by itself. */
    public boolean byAPerson() {
        return !"runbook".equals(actor);
    }

    /** What happened, for people: its type, with the task and the decision where there are such. */
    public String words() {
        if (!(parsedDetails() instanceof Map<?, ?> known)) {
            return type;
        }
        StringBuilder words = new StringBuilder(type);
        for (String key : new String[] {"task", "decision"}) {
            if (known.get(key) != null) {
                words.append(", ").append(key).append(' ').append(known.get(key));
            }
        }
        return words.toString();
    }

    /** What is hashed: all that the event said. */
    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("actor", actor);
        content.put("at", Canonical.instant(happened));
        content.put("details", parsedDetails());
        content.put("id", id);
        content.put("run", run);
        content.put("target", target);
        content.put("type", type);
        return content;
    }

    /** Details that somebody made unreadable are hashed as the text they are: they must not stop the sealing of all others. */
    private Object parsedDetails() {
        try {
            return Canonical.parse(details);
        } catch (IllegalArgumentException e) {
            return details;
        }
    }

    String contentHash() {
        return Chain.content(Canonical.write(content()));
    }

    boolean isSealed() {
        return seq != null;
    }
}

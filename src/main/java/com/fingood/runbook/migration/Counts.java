package com.fingood.runbook.migration;

import com.fingood.runbook.migration.TraceQueries.Relation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What happened to a transaction's relations between two looks at them. */
record Counts(Map<Long, String> rewritten, List<String> scanned, long inserted, long updated, long deleted) {

    private static final Relation NONE = new Relation('r', "", null, 0, 0, 0, 0);

    static Counts between(Map<Long, Relation> before, Map<Long, Relation> after) {
        Map<Long, String> rewritten = new HashMap<>();
        List<String> scanned = new ArrayList<>();
        long inserted = 0;
        long updated = 0;
        long deleted = 0;
        for (Map.Entry<Long, Relation> entry : after.entrySet()) {
            Relation now = entry.getValue();
            Relation then = before.getOrDefault(entry.getKey(), NONE);
            inserted += now.inserted() - then.inserted();
            updated += now.updated() - then.updated();
            deleted += now.deleted() - then.deleted();
            if (then != NONE && !Objects.equals(then.file(), now.file())) {
                rewritten.put(entry.getKey(), now.name());
            }
            if (then != NONE && now.scans() > then.scans()) {
                scanned.add(now.name());
            }
        }
        scanned.sort(null);
        return new Counts(rewritten, scanned, inserted, updated, deleted);
    }
}

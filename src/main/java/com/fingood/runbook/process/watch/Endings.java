package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.EndedBlockers;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was ended in a run so far, the oldest first. */
record Endings(List<Ending> all) {

    /** @param by login of who wanted it */
    record Ending(Instant at, String by, EndedBlockers what) {}

    private static final String FACT = "blockers-ended";

    Endings {
        all = List.copyOf(all);
    }

    static Endings of(Facts facts, RunId run) {
        return facts.get(run, FACT, Endings.class).orElse(new Endings(List.of()));
    }

    static void add(Facts facts, RunId run, Ending ending) {
        List<Ending> all = new ArrayList<>(of(facts, run).all());
        all.add(ending);
        facts.put(run, FACT, new Endings(all));
    }
}

package com.fingood.runbook.notification;

import com.fingood.runbook.notification.PlannedChange.HeldLock;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the users of a database notice, from the locks that a rehearsal measured. */
final class Impact {

    private static final int MOST_TABLES = 8;
    private static final Set<String> STOPS_READERS = Set.of("AccessExclusiveLock");
    private static final Set<String> STOPS_WRITERS = Set.of("ExclusiveLock", "ShareRowExclusiveLock", "ShareLock");

    private record Wait(boolean readers, Duration held) {
        Wait with(Wait other) {
            return new Wait(readers || other.readers, held.compareTo(other.held) > 0 ? held : other.held);
        }
    }

    private Impact() {}

    /** One line per table that somebody waits for. */
    static String words(PlannedChange change) {
        if (change.locks() == null) {
            return "- Not measured: this kind of database does not tell which locks a change takes. Expect readers and"
                    + " writers to wait while it runs (" + duration(change.expected()) + ").";
        }
        Map<String, Wait> waits = waits(change.locks());
        if (waits.isEmpty()) {
            return "- Nothing: in the rehearsal the change took no lock that readers or writers wait for.";
        }
        StringBuilder lines = new StringBuilder();
        waits.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Wait> e) -> e.getValue().held())
                        .reversed())
                .limit(MOST_TABLES)
                .forEach(e -> lines.append(line(e.getKey(), e.getValue())));
        if (waits.size() > MOST_TABLES) {
            lines.append("- and ").append(waits.size() - MOST_TABLES).append(" more tables\n");
        }
        return lines.toString().stripTrailing();
    }

    /** The same in one sentence. */
    static String sentence(PlannedChange change) {
        if (change.locks() == null) {
            return "Short interruptions are possible.";
        }
        Map<String, Wait> waits = waits(change.locks());
        if (waits.isEmpty()) {
            return "No interruption is expected.";
        }
        Duration longest = waits.values().stream()
                .map(Wait::held)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean readers = waits.values().stream().anyMatch(Wait::readers);
        return (readers ? "Requests" : "Requests that write") + " may wait for " + duration(longest) + ".";
    }

    /** How long somebody waits at most, as it was measured. */
    static String lockTime(PlannedChange change) {
        if (change.locks() == null) {
            return "not measured: this kind of database does not tell";
        }
        return waits(change.locks()).entrySet().stream()
                .max(Comparator.comparing(
                        (Map.Entry<String, Wait> e) -> e.getValue().held()))
                .map(longest -> "at most " + longest.getValue().held().toMillis() + " ms, for "
                        + (longest.getValue().readers() ? "readers and writers" : "writers") + " of "
                        + Words.cut(longest.getKey(), 60))
                .orElse("none that readers or writers wait for");
    }

    private static Map<String, Wait> waits(List<HeldLock> locks) {
        Map<String, Wait> waits = new LinkedHashMap<>();
        for (HeldLock lock : locks) {
            boolean readers = STOPS_READERS.contains(lock.mode());
            if (readers || STOPS_WRITERS.contains(lock.mode())) {
                waits.merge(lock.table(), new Wait(readers, lock.held()), Wait::with);
            }
        }
        return waits;
    }

    private static String line(String table, Wait wait) {
        return "- " + Words.cut(table, 60) + ": "
                + (wait.readers() ? "readers and writers wait" : "writers wait, readers don't") + ", for "
                + duration(wait.held()) + "\n";
    }

    static String duration(Duration duration) {
        if (duration == null) {
            return "a time that was not measured";
        }
        long seconds = (duration.toMillis() + 999) / 1000;
        if (seconds <= 1) {
            return "less than a second";
        }
        return seconds < 120 ? "about " + seconds + " seconds" : "about " + (seconds + 59) / 60 + " minutes";
    }
}

package com.fingood.runbook.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** What every text says about a change, by the name of its place in a template. */
final class ChangeWords {

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_PURPOSE = 500;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private ChangeWords() {}

    static Map<String, String> of(PlannedChange change) {
        Map<String, String> values = new HashMap<>();
        values.put("title", title(change));
        values.put("version", Words.cut(change.version(), 50));
        values.put("run", change.run());
        values.put("ticket", change.ticket() == null ? "none" : Words.cut(change.ticket(), 60));
        values.put("requester", Words.cut(change.requester(), 60));
        values.put("target", change.target());
        values.put("environment", change.environment());
        values.put("window", change.window() == null ? "as soon as it is approved" : "from " + moment(change.window()));
        values.put("day", change.window() == null ? "as soon as approved" : moment(change.window()));
        values.put(
                "duration",
                Impact.duration(change.expected())
                        + (change.expected() == null ? "" : " in the rehearsal, longer under load"));
        String purpose = Words.plain(change.purpose(), LONGEST_PURPOSE);
        values.put("purpose", purpose == null ? "The change's document gives no purpose yet." : purpose);
        values.put("impact", Impact.words(change));
        values.put("shortImpact", Impact.sentence(change));
        values.put("lockTime", Impact.lockTime(change));
        values.put("rollback", rollback(change));
        return values;
    }

    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    private static String title(PlannedChange change) {
        String title = Words.plain(change.title(), LONGEST_TITLE);
        return title == null ? "version " + Words.cut(change.version(), 50) : title;
    }

    private static String rollback(PlannedChange change) {
        String back = "the backup that was taken and verified before is restored.";
        if (change.undo() == null) {
            return "If need be, " + back;
        }
        return change.lossless()
                ? "The change is undone, which took " + Impact.duration(change.undo())
                        + " in the rehearsal and brought everything back; if that fails, " + back
                : "Undoing it does not bring everything back; if need be, " + back;
    }
}

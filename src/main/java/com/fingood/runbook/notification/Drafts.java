package com.fingood.runbook.notification;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what people are told about a change, for a person to read, correct and send. The texts lie beside the program as
 * {@code notification/*.txt}. A draft never holds SQL, a secret or a personal datum, and fits into the field of its form.
 */
public final class Drafts {

    /** Longest subject and body of a draft, and of what a form takes. */
    public static final int LONGEST_SUBJECT = 200;

    public static final int LONGEST_BODY = 4000;

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_PURPOSE = 500;
    private static final int LONGEST_CONTACT = 70;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Contacts contacts;

    public Drafts(Contacts contacts) {
        this.contacts = contacts;
    }

    public Draft of(NoticeKind kind, PlannedChange change) {
        return kind == NoticeKind.NOTIFY_TEAM ? windowNotification(change) : communicationPlan(change);
    }

    /** For operations: when, how long, what is noticed, whom to call. */
    public Draft windowNotification(PlannedChange change) {
        return Template.of("window.txt").filled(values(change), LONGEST_SUBJECT);
    }

    /** Who is told what, by whom, before, during and after. */
    public Draft communicationPlan(PlannedChange change) {
        return Template.of("communication-plan.txt").filled(values(change), LONGEST_SUBJECT);
    }

    private Map<String, String> values(PlannedChange change) {
        Map<String, String> values = new HashMap<>();
        String title = Words.plain(change.title(), LONGEST_TITLE);
        values.put("title", title == null ? "version " + change.version() : title);
        values.put("version", change.version());
        values.put("run", change.run());
        values.put("ticket", change.ticket() == null ? "none" : Words.cut(change.ticket(), 60));
        values.put("requester", Words.cut(change.requester(), 60));
        values.put("target", change.target());
        values.put("environment", change.environment());
        values.put(
                "window",
                change.window() == null ? "as soon as it is approved" : "from " + MOMENT.format(change.window()));
        values.put("day", change.window() == null ? "as soon as approved" : MOMENT.format(change.window()));
        values.put(
                "duration",
                Impact.duration(change.expected())
                        + (change.expected() == null ? "" : " in the rehearsal, longer under load"));
        String purpose = Words.plain(change.purpose(), LONGEST_PURPOSE);
        values.put("purpose", purpose == null ? "The change's document gives no purpose yet." : purpose);
        values.put("impact", Impact.words(change));
        values.put("shortImpact", Impact.sentence(change));
        values.put("rollback", rollback(change));
        values.put("contacts", contacts());
        return values;
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

    private String contacts() {
        StringBuilder lines = new StringBuilder();
        contacts.all().forEach(contact -> lines.append("- ")
                .append(contact.who().replace('-', ' '))
                .append(": ")
                .append(contact.isConfigured() ? Words.cut(contact.reach(), LONGEST_CONTACT) : "not configured")
                .append('\n'));
        return lines.toString().stripTrailing();
    }
}

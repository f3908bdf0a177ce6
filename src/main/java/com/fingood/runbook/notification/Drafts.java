package com.fingood.runbook.notification;

import java.util.Map;

/**
 * Writes what people are told about a change, for a person to read, correct and send. The texts lie beside the program as
 * {@code notification/*.txt}. A draft never holds SQL, a secret or a personal datum, and fits into the field of its form.
 */
public final class Drafts {

    /** Longest subject and body of a draft, and of what a form takes. */
    public static final int LONGEST_SUBJECT = 200;

    public static final int LONGEST_BODY = 4000;

    private static final int LONGEST_CONTACT = 70;

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
        Map<String, String> values = ChangeWords.of(change);
        values.put("contacts", contacts());
        return values;
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

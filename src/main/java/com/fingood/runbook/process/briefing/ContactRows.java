package com.fingood.runbook.process.briefing;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Contacts.Contact;

import java.util.List;
import java.util.Map;

/** The configured contacts, with what is wrong about one. */
final class ContactRows {

    private ContactRows() {}

    static List<Map<String, String>> of(Contacts contacts) {
        return contacts.all().stream().map(ContactRows::row).toList();
    }

    private static Map<String, String> row(Contact contact) {
        return Rows.row(
                "who",
                contact.who().replace('-', ' '),
                "reach",
                contact.reach(),
                "outcome",
                contact.isConfigured() && !contact.isPlaceholder() ? "passed" : "failed",
                "state",
                !contact.isConfigured() ? "not configured" : contact.isPlaceholder() ? "placeholder" : "configured");
    }
}

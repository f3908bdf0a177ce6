package com.fingood.runbook.notification;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whom to reach: the groups' mail addresses and the emergency hotline, as configured. */
public final class Contacts {

    public static final String HOTLINE = "emergency-hotline";
    public static final String DATABASE_TEAM = "database-team";

    /** The groups of people, and the hotline; the order in which people read them. */
    static final List<String> KEYS = List.of(
            HOTLINE,
            DATABASE_TEAM,
            "senior-database-team",
            "operations",
            "incident-response",
            "security-team",
            "compliance-officers",
            "change-managers",
            "business-owners",
            "release-engineers",
            "auditors");

    /** Without these nobody can be called at night. */
    private static final List<String> NEEDED = List.of(HOTLINE, DATABASE_TEAM);

    /** @param reach a telephone number or mail addresses; null = not configured */
    public record Contact(String who, String reach) {

        public boolean isConfigured() {
            return reach != null;
        }

        /** Somebody copied the example and never filled it in. */
        public boolean isPlaceholder() {
            return reach != null && reach.toUpperCase(Locale.ROOT).contains("XXX");
        }
    }

    private final Map<String, String> byKey;

    public Contacts(NotificationProperties properties) {
        this.byKey = properties.contacts();
    }

    /** Hotline and database team always, of the others those that are configured. */
    public List<Contact> all() {
        return KEYS.stream()
                .map(this::of)
                .filter(contact -> contact.isConfigured() || NEEDED.contains(contact.who()))
                .toList();
    }

    public Contact of(String who) {
        return new Contact(who, byKey.get(who));
    }

    /** What is wrong with the contacts that an emergency needs, one sentence each; empty = nothing. */
    public List<String> warnings() {
        return NEEDED.stream()
                .map(this::of)
                .filter(contact -> !contact.isConfigured() || contact.isPlaceholder())
                .map(contact -> contact.isConfigured()
                        ? "The contact " + contact.who() + " is still the placeholder " + contact.reach() + "."
                        : "The contact " + contact.who() + " is not configured (runbook.notifications.contacts."
                                + contact.who() + ").")
                .toList();
    }

    /** The mail addresses of these groups, each once; a placeholder is none. */
    public Set<String> addressesOf(Collection<String> groups) {
        Set<String> addresses = new LinkedHashSet<>();
        groups.stream()
                .map(this::of)
                .filter(contact -> contact.isConfigured() && !contact.isPlaceholder())
                .forEach(contact -> addresses.addAll(addresses(contact.reach())));
        return addresses;
    }

    /** @param text null = no address */
    public static boolean isAddress(String text) {
        return NotificationValidation.isAddress(text);
    }

    static List<String> addresses(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}

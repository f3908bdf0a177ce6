package com.fingood.runbook.notification;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;

import java.util.Set;
import java.util.regex.Pattern;

/** Puts what a person says into the outbox, in the caller's transaction: what is not committed is not sent. */
public final class Announcer {

    private static final int LONGEST_SUBJECT = Drafts.LONGEST_SUBJECT;
    /** Control characters and broken surrogate pairs, which one database or another can't store. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|\\p{Cs}");

    private final NotificationProperties properties;
    private final Contacts contacts;
    private final Postbox postbox;

    /** @param properties validated */
    public Announcer(NotificationProperties properties, Postbox postbox) {
        this.properties = properties;
        this.contacts = new Contacts(properties);
        this.postbox = postbox;
    }

    /**
     * @param person login of who says it
     * @throws Refusal REFUSED {@code no-channel} or {@code no-recipient} when nobody could be reached, saying what to configure;
     *     BAD_INPUT {@code bad-notice} for a text that can't be sent
     */
    public void announce(Run run, NoticeKind kind, String subject, String body, String person) {
        requireText(subject, body);
        requireChannel(kind);
        postbox.post(new Notice(
                kind.label(),
                run.id().value(),
                run.target(),
                String.join(", ", kind.audience()),
                contacts.addressesOf(kind.audience()),
                new Draft(subject.strip(), body),
                person));
    }

    private static void requireText(String subject, String body) {
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw Refusal.badInput(
                    "bad-notice",
                    "Nothing was sent: the subject must have 1 to " + LONGEST_SUBJECT
                            + " characters. Fill in 'subject'.");
        }
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badInput(
                    "bad-notice", "Nothing was sent: the subject must be one line without control characters.");
        }
        if (body == null || body.isBlank()) {
            throw Refusal.badInput("bad-notice", "Nothing was sent: the text is empty. Fill in 'body'.");
        }
        if (UNSTORABLE.matcher(subject + body).find()) {
            throw Refusal.badInput(
                    "bad-notice", "Nothing was sent: the text holds characters that can't be written. Type it anew.");
        }
    }

    private void requireChannel(NoticeKind kind) {
        if (properties.mail() == null && properties.webhooks().isEmpty()) {
            throw Refusal.refused(
                    "no-channel",
                    "Nothing was sent: neither a mail server nor a webhook is configured. Configure"
                            + " runbook.notifications.mail (host, from) with contacts, or runbook.notifications.webhooks,"
                            + " and start the server again; or tell people by other means and choose '"
                            + kind.otherwise() + "' with a comment that says where and when.");
        }
        if (properties.webhooks().isEmpty()
                && contacts.addressesOf(Set.of(kind.mustReach())).isEmpty()) {
            throw Refusal.refused(
                    "no-recipient",
                    "Nothing was sent: no mail address of " + kind.mustReach() + " is configured. Set"
                            + " runbook.notifications.contacts." + kind.mustReach()
                            + " and start the server again; or tell them by other means and choose '" + kind.otherwise()
                            + "' with a comment that says where and when.");
        }
    }
}

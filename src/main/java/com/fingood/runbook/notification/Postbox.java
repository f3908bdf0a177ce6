package com.fingood.runbook.notification;

import com.fingood.runbook.notification.NotificationProperties.Webhook;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Timestamps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Puts notices into the outbox, in the caller's transaction: what is not committed is not sent. */
public final class Postbox {

    private final NotificationProperties properties;
    private final Outbox outbox;
    private final RunEvents events;
    private final Clock clock;

    /** @param properties validated */
    public Postbox(NotificationProperties properties, Outbox outbox, RunEvents events, Clock clock) {
        this.properties = properties;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Whether there is any way to reach people. */
    public boolean isOpen() {
        return properties.mail() != null || !properties.webhooks().isEmpty();
    }

    /** Writes one row per address and one per webhook; nothing at all when no way is configured. */
    public void post(Notice notice) {
        if (!isOpen()) {
            return;
        }
        Set<String> addresses = properties.mail() == null ? Set.of() : notice.addresses();
        Instant now = Timestamps.now(clock);
        addresses.stream().sorted().forEach(address -> write(notice, MailChannel.NAME, address, now));
        for (Webhook webhook : properties.webhooks()) {
            write(notice, webhook.name(), webhook.name(), now);
        }
        record(notice, addresses.size() + properties.webhooks().size(), now);
    }

    /** The ledger keeps that it was said, to how many, and the text's hash; nobody's address. */
    private void record(Notice notice, int deliveries, Instant now) {
        Map<String, Object> details = Map.of(
                "kind",
                notice.kind(),
                "audience",
                notice.audience(),
                "deliveries",
                deliveries,
                "textSha256",
                sha256(notice.text().subject() + "\n" + notice.text().body()));
        String type = deliveries == 0 ? "NobodyReachable" : "NotificationWritten";
        events.publish(new RunEvent(type, notice.run(), notice.target(), notice.person(), now, details));
    }

    private void write(Notice notice, String channel, String recipient, Instant now) {
        String id = UUID.randomUUID().toString();
        outbox.write(new Delivery(
                notice.run(),
                id,
                notice.kind(),
                channel,
                recipient,
                Words.cut(notice.text().subject(), Drafts.LONGEST_SUBJECT),
                notice.text().body(),
                "<" + id + "@" + domain() + ">",
                now,
                null,
                0,
                now,
                null));
    }

    private String domain() {
        return properties.mail() == null
                ? "runbook.invalid"
                : properties.mail().from().substring(properties.mail().from().lastIndexOf('@') + 1);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.fingood.runbook.notification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The channels that are configured. */
final class Channels {

    private Channels() {}

    static List<Channel> of(NotificationProperties properties, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        if (properties.mail() != null) {
            channels.add(new MailChannel(properties.mail(), clock));
        }
        properties.webhooks().forEach(webhook -> channels.add(new WebhookChannel(webhook)));
        return channels;
    }
}

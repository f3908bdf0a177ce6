package com.fingood.runbook.notification;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How people are told, {@code runbook.notifications}. Immutable; nothing configured = nothing can be sent.
 *
 * @param mail the mail server; null = no mail
 * @param webhooks chat channels that take {@code {"text": ...}}
 * @param contacts by group name the mail addresses of the group, separated by commas; and {@code emergency-hotline}
 */
public record NotificationProperties(Mail mail, List<Webhook> webhooks, Map<String, String> contacts) {

    /**
     * @param port 587 when not said; on 465 the connection is encrypted from its first byte
     * @param username null = no login
     * @param password null with {@code passwordFile}
     * @param passwordFile file whose first line is the password; null with {@code password}
     * @param from the sender's address
     * @param starttls whether an encrypted connection is demanded; true when not said
     */
    public record Mail(
            String host,
            Integer port,
            String username,
            String password,
            Path passwordFile,
            String from,
            Boolean starttls) {
        public Mail {
            port = port == null ? 587 : port;
            starttls = starttls == null || starttls;
        }

        /**
         * Read anew each time, so that a rotated password is taken up; null when none is configured.
         *
         * @throws Refusal BAD_INPUT {@code password-file-unreadable}
         */
        String secret() {
            if (passwordFile == null) {
                return password;
            }
            try (Stream<String> lines = Files.lines(passwordFile)) {
                return lines.findFirst().orElse("");
            } catch (IOException | UncheckedIOException e) {
                throw Refusal.badInput(
                        "password-file-unreadable",
                        "The password file " + passwordFile
                                + " can't be read. Check that it is there and readable for this user.");
            }
        }

        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /**
     * @param name what people call the channel
     * @param url as secret as a password: who knows it can write there
     */
    public record Webhook(String name, String url) {
        @Override
        public String toString() {
            return "Webhook[" + name + "]";
        }
    }

    public NotificationProperties {
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
        contacts = contacts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(contacts));
    }

    public static NotificationProperties none() {
        return new NotificationProperties(null, null, null);
    }

    /**
     * The same, checked.
     *
     * @throws Refusal BAD_INPUT {@code bad-configuration} naming key, value and what is right
     */
    public NotificationProperties validated() {
        return NotificationValidation.validated(this);
    }

    @Override
    public String toString() {
        return "NotificationProperties[" + mail + ", " + webhooks + ", contacts " + contacts.keySet() + "]";
    }
}

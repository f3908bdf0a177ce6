package com.fingood.runbook.notification;

import com.fingood.runbook.notification.NotificationProperties.Mail;
import com.fingood.runbook.notification.NotificationProperties.Webhook;
import com.fingood.runbook.run.Refusal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the configuration once, at start: a bad value names its key, the value and what would be right; no secret is shown. */
final class NotificationValidation {

    private static final String KEY = "runbook.notifications";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,189}");
    private static final Pattern NAME = Pattern.compile("#?[\\p{L}\\p{N}][\\p{L}\\p{N} #_.-]{0,58}");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{3,100}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private NotificationValidation() {}

    static NotificationProperties validated(NotificationProperties properties) {
        if (properties.mail() != null) {
            mail(properties.mail());
        }
        webhooks(properties.webhooks());
        return new NotificationProperties(properties.mail(), properties.webhooks(), contacts(properties.contacts()));
    }

    static boolean isAddress(String text) {
        return text != null && ADDRESS.matcher(text).matches();
    }

    private static void mail(Mail mail) {
        demand(filled(mail.host()), ".mail.host", "nothing", "the mail server's name, such as smtp.fingood.com");
        demand(
                mail.port() >= 1 && mail.port() <= 65535,
                ".mail.port",
                mail.port().toString(),
                "a port from 1 to 65535");
        demand(
                isAddress(mail.from()),
                ".mail.from",
                shown(mail.from()),
                "the sender's address, such as runbook@fingood.com");
        boolean password = mail.password() != null;
        boolean file = mail.passwordFile() != null;
        demand(!(password && file), ".mail.password", "given beside password-file", "exactly one of the two");
        demand(
                filled(mail.username()) == (password || file),
                ".mail.username",
                filled(mail.username()) ? "given without a password" : "missing beside a password",
                "given together with password or password-file, or all of them left out");
    }

    private static void webhooks(List<Webhook> webhooks) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < webhooks.size(); i++) {
            Webhook webhook = webhooks.get(i);
            String key = ".webhooks[" + i + "]";
            demand(
                    webhook.name() != null
                            && NAME.matcher(webhook.name()).matches()
                            && !webhook.name().equals(MailChannel.NAME),
                    key + ".name",
                    shown(webhook.name()),
                    "what people call the channel, such as #migrations: at most 60 letters, digits, spaces, #, _, . and -,"
                            + " and not 'mail'");
            demand(names.add(webhook.name()), key + ".name", webhook.name(), "a name that no other webhook has");
            demand(
                    isUrl(webhook.url()),
                    key + ".url",
                    webhook.url() == null ? "nothing" : "not shown here, since it is a secret",
                    "a URL that starts with https://; http:// is for this machine only");
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(String.valueOf(text));
            boolean plain = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            return url.getHost() != null && ("https".equals(url.getScheme()) || plain);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Under their own names, whichever way the environment spelled them. */
    private static Map<String, String> contacts(Map<String, String> configured) {
        Map<String, String> contacts = new LinkedHashMap<>();
        configured.forEach((key, value) -> {
            String who = Contacts.KEYS.stream()
                    .filter(known -> plain(known).equals(plain(key)))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badInput(
                            "bad-configuration",
                            KEY + ".contacts." + key + " is not a key of contacts. Keys are: "
                                    + String.join(", ", Contacts.KEYS) + "."));
            contact(who, value);
            contacts.putIfAbsent(who, value.strip());
        });
        return contacts;
    }

    private static void contact(String who, String value) {
        boolean hotline = who.equals(Contacts.HOTLINE);
        demand(
                hotline
                        ? filled(value) && LINE.matcher(value).matches()
                        : filled(value)
                                && Contacts.addresses(value).stream().allMatch(NotificationValidation::isAddress),
                ".contacts." + who,
                shown(value),
                hotline
                        ? "a telephone number, at most 100 characters"
                        : "a mail address, or several with commas between");
    }

    private static String plain(String key) {
        return key.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]", "");
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    private static String shown(String value) {
        return filled(value) ? "'" + value + "'" : "nothing";
    }

    private static void demand(boolean right, String key, String value, String wanted) {
        if (!right) {
            throw Refusal.badInput("bad-configuration", KEY + key + " is " + value + "; it must be " + wanted + ".");
        }
    }
}

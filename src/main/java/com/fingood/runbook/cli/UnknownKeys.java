package com.fingood.runbook.cli;

import com.fingood.runbook.notification.NotificationProperties;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.ApplicationLogin;
import com.fingood.runbook.target.FreezeProperties;
import com.fingood.runbook.target.LockProperties;
import com.fingood.runbook.target.TargetProperties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses a misspelled key. Taken in silence, {@code enviroment: staging} would leave the default in force, and a misspelled limit
 * none at all.
 */
final class UnknownKeys {

    private static final Map<String, Class<?>> OF_TARGET = Map.of(
            "limits", TargetProperties.Limits.class,
            "disk", TargetProperties.Disk.class,
            "probes", TargetProperties.Probes.class,
            "postgres", TargetProperties.Postgres.class,
            "locks", LockProperties.class,
            "application", ApplicationLogin.class);

    private static final Map<String, Class<?>> OF_NOTIFICATIONS = Map.of(
            "mail", NotificationProperties.Mail.class,
            "webhooks", NotificationProperties.Webhook.class);

    private UnknownKeys() {}

    /** @param keys as {@code ledger.environment}, {@code ledger.limits.disk-free} */
    static void refuse(Set<String> keys) {
        for (String key : keys) {
            String[] parts = key.split("\\.");
            if (parts.length > 1) {
                demand(TargetProperties.class, parts[1], "runbook.targets." + parts[0], "a target");
                Class<?> part = OF_TARGET.get(plain(parts[1]));
                if (part != null && parts.length > 2) {
                    demand(part, parts[2], "runbook.targets." + parts[0] + "." + parts[1], parts[1]);
                }
            }
        }
    }

    /** @param keys as {@code mail.host}, {@code webhooks[0].url}; those of contacts are checked by their record */
    static void refuseNotifications(Set<String> keys) {
        for (String key : keys) {
            String[] parts = key.split("\\.");
            demand(NotificationProperties.class, parts[0], "runbook.notifications", "notifications");
            Class<?> part = OF_NOTIFICATIONS.get(withoutIndex(parts[0]));
            if (part != null && parts.length > 1) {
                demand(part, parts[1], "runbook.notifications." + parts[0], withoutIndex(parts[0]));
            }
        }
    }

    /** @param keys as {@code [0].name} */
    static void refuseFreezes(Set<String> keys) {
        for (String key : keys) {
            String[] parts = key.split("\\.");
            if (parts.length > 1) {
                demand(FreezeProperties.class, parts[1], "runbook.freezes" + parts[0], "a freeze");
            }
        }
    }

    private static void demand(Class<?> type, String key, String place, String of) {
        Set<String> known = names(type);
        if (known.stream().noneMatch(name -> plain(name).equals(plain(withoutIndex(key))))) {
            throw Refusal.badInput(
                    "bad-configuration",
                    place + "." + key + " is not a key of " + of + ". Keys are: " + String.join(", ", known) + ".");
        }
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String withoutIndex(String key) {
        return key.replaceAll("\\[\\d+]$", "");
    }

    /** {@code passwordFile}, {@code password-file} and {@code password_file} are one key. */
    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_]", "");
    }
}

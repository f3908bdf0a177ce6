package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.TargetProperties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses a misspelled key of a target. Taken in silence, {@code enviroment: staging} would leave the default in force, and a
 * misspelled limit none at all.
 */
final class UnknownKeys {

    private static final Set<String> KNOWN = Arrays.stream(TargetProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(UnknownKeys::plain)
            .collect(Collectors.toCollection(TreeSet::new));

    private UnknownKeys() {}

    /** @param keys as {@code ledger.environment}, {@code ledger.limits.disk-free} */
    static void refuse(Set<String> keys) {
        for (String key : keys) {
            String[] parts = key.split("\\.");
            if (parts.length > 1 && !KNOWN.contains(plain(parts[1].replaceAll("\\[\\d+]$", "")))) {
                throw Refusal.badInput(
                        "bad-configuration",
                        "runbook.targets." + parts[0] + "." + parts[1] + " is not a key of a target. Keys are: "
                                + String.join(", ", names()) + ".");
            }
        }
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : TargetProperties.class.getRecordComponents()) {
            names.add(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT));
        }
        return names;
    }

    /** {@code passwordFile}, {@code password-file} and {@code password_file} are one key. */
    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_]", "");
    }
}

package com.fingood.runbook.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fingood.runbook.run.Refusal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a backup was taken. */
public enum BackupType {
    /** Right before a migration, part of its run. */
    SESSION,
    /** By the clock. */
    SCHEDULED,
    /** In an incident, before anything is changed. */
    EMERGENCY;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal BAD_INPUT {@code unknown-backup-type}, listing the known ones */
    @JsonCreator
    public static BackupType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-backup-type",
                        "'" + label + "' is not a type of backup. There are: "
                                + Arrays.stream(values()).map(BackupType::label).collect(Collectors.joining(", "))
                                + "."));
    }
}

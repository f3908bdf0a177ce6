package com.fingood.runbook.process.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run would fall back on if it began now.
 *
 * @param backup its id
 * @param moment the instant that it shows the target at
 * @param age at the time of looking
 * @param written what differs between the backup and the target now, in words; empty = nothing was written since
 * @param restore how long a restore is expected to take, by what its verification took; null = never measured
 */
public record BackupPoint(String backup, Instant moment, Duration age, List<String> written, Duration restore) {

    static final String FACT = "backup-point";

    public BackupPoint {
        written = List.copyOf(written);
    }

    public String words() {
        return "Backup " + backup + " is " + inWords(age) + " old; "
                + (written.isEmpty()
                        ? "nothing was written since"
                        : "written since: " + String.join(", ", written) + " (a new one is taken before the change)")
                + "; a restore is expected to take " + restoreWords() + ".";
    }

    public String restoreWords() {
        return restore == null ? "a time that nobody measured" : inWords(restore);
    }

    /** Seconds below two minutes, minutes below two hours, else hours. */
    public static String inWords(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        return duration.compareTo(Duration.ofHours(2)) < 0 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }
}

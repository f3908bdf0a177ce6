package com.fingood.runbook.backup;

import com.fingood.runbook.run.Refusal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup's id, {@code ledger-B20261122T133015-04af}: unique, safe as a file name, sorts by the second it was started in (UTC). */
final class BackupId {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,39})-B\\d{8}T\\d{6}-[0-9a-f]{4}");
    static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private BackupId() {}

    static String next(String target, Instant now) {
        int random = ThreadLocalRandom.current().nextInt(0x10000);
        return "%s-B%s-%04x".formatted(target, SECOND.format(now), random);
    }

    static boolean isOne(String text) {
        return text != null && SHAPE.matcher(text).matches();
    }

    static String targetOf(String id) {
        Matcher matcher = SHAPE.matcher(id == null ? "" : id);
        if (!matcher.matches()) {
            throw Refusal.badInput(
                    "bad-backup-id",
                    "'" + id + "' is not a backup's id. An id looks like ledger-B20261122T133015-04af;"
                            + " 'backup list TARGET' shows those there are.");
        }
        return matcher.group(1);
    }
}

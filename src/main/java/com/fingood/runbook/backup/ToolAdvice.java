package com.fingood.runbook.backup;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps against the refusals that a role without superuser rights meets, with the exact statement where there is one. */
final class ToolAdvice {

    private record Advice(String code, Pattern pattern, String text) {
        static Advice of(String code, String pattern, String text) {
            return new Advice(code, Pattern.compile(pattern), text);
        }
    }

    /** $1 = first group of the pattern, %role = our own role. */
    private static final List<Advice> ALL = List.of(
            Advice.of(
                    "row-level-security",
                    "row-level security policy|row_security",
                    "A superuser must run: ALTER ROLE %role BYPASSRLS. A dump that leaves rows out is never made."),
            Advice.of(
                    "tool-version",
                    "server version mismatch|unsupported version|unrecognized configuration parameter",
                    "Point postgres.bin of this target at pg_dump and pg_restore of the server's own major version."),
            Advice.of(
                    "missing-privilege",
                    "must be (?:a )?member of role \"?([^\";]+)\"?",
                    "Run: GRANT \"$1\" TO %role."),
            Advice.of("missing-privilege", "must be able to SET ROLE \"?([^\";]+)\"?", "Run: GRANT \"$1\" TO %role."),
            Advice.of(
                    "missing-privilege",
                    "permission denied to create extension \"([^\"]+)\"",
                    "The extension $1 needs a superuser: a DBA must mark it trusted, or verify and restore with a role that may"
                            + " create it."),
            Advice.of(
                    "missing-privilege",
                    "permission denied for schema ([^ ;]+)",
                    "Each owner of objects in schema $1 needs CREATE on it: GRANT CREATE ON SCHEMA $1 TO that owner."),
            Advice.of(
                    "missing-privilege",
                    "(?i)must be superuser|owner of large object|permission denied for large object|event trigger",
                    "This object belongs to a superuser or another role: a superuser must do it, or take the object over to"
                            + " %role."),
            Advice.of(
                    "missing-privilege",
                    "permission denied",
                    "Run: GRANT pg_read_all_data TO %role (for the dump), or make %role a member of the objects' owner."),
            Advice.of(
                    "disk-full",
                    DiskFailure.FULL + "|could not extend file",
                    "Free space, or point the target's 'backups' at another disk."),
            Advice.of(
                    "locked",
                    "lock timeout|could not obtain lock",
                    "Something holds an exclusive lock on a table: see 'blocking', and try again."));

    private ToolAdvice() {}

    static String code(String words, String otherwise) {
        return ALL.stream()
                .filter(advice -> advice.pattern.matcher(words).find())
                .map(Advice::code)
                .findFirst()
                .orElse(otherwise);
    }

    /** Empty when nothing better than the tool's own words is known. */
    static String text(String words, String role) {
        for (Advice advice : ALL) {
            Matcher matcher = advice.pattern.matcher(words);
            if (matcher.find()) {
                String first = matcher.groupCount() > 0 ? matcher.group(1) : "";
                return advice.text.replace("$1", first).replace("%role", role);
            }
        }
        return "";
    }
}

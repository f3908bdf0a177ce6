package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.MigrationVersion;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name of the form {@code V2.1__name.sql}. Versions are Flyway's own, so that order and equality are those of the tool that
 * executes: 2.10 comes after 2.9, and 2.1 is 2.1.0.
 */
record ScriptName(char kind, MigrationVersion version, String name, String suffix) {

    /** Flyway reads each part as a number; 60 characters are more than any real version and keep run ids short. */
    private static final Pattern VERSION = Pattern.compile("[0-9]+([._][0-9]+)*");

    private static final int LONGEST_VERSION = 60;
    private static final Pattern FILE =
            Pattern.compile("([VU])(" + VERSION.pattern() + ")__(.+?)\\.(sql|md|sql\\.conf)");

    static Optional<ScriptName> of(String fileName) {
        Matcher matcher = FILE.matcher(fileName);
        if (!matcher.matches() || matcher.group(2).length() > LONGEST_VERSION) {
            return Optional.empty();
        }
        return Optional.of(new ScriptName(
                matcher.group(1).charAt(0),
                MigrationVersion.fromVersion(matcher.group(2)),
                matcher.group(4),
                matcher.group(5)));
    }

    /** @throws Refusal BAD_INPUT {@code malformed-version} */
    static MigrationVersion version(String asked) {
        if (asked == null
                || asked.length() > LONGEST_VERSION
                || !VERSION.matcher(asked).matches()) {
            throw Refusal.badInput(
                    "malformed-version",
                    "'" + shown(asked) + "' is not a version. A version is numbers with dots, for example 2.1, at most "
                            + LONGEST_VERSION + " characters.");
        }
        return MigrationVersion.fromVersion(asked);
    }

    boolean isScript() {
        return kind == 'V' && suffix.equals("sql");
    }

    boolean isUndo() {
        return kind == 'U' && suffix.equals("sql");
    }

    boolean isDocument() {
        return kind == 'V' && suffix.equals("md");
    }

    boolean isSettings() {
        return suffix.equals("sql.conf");
    }

    /** Safe to print: short, and without control characters that could forge a line of a log. */
    private static String shown(String asked) {
        String text = asked == null ? "" : asked.replaceAll("\\p{Cntrl}", "?");
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}

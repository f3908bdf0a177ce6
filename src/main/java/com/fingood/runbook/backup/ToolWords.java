package com.fingood.runbook.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What pg_dump and pg_restore said, cut down to what a person may read: their errors, warnings and hints. The lines in between
 * quote statements and rows, and an invalid value in a message is a row's value too.
 */
final class ToolWords {

    private static final Pattern SAID = Pattern.compile(".*?: (error|fatal|panic|warning|hint): (.*)|(HINT): +(.*)");
    /** The one detail that is about no statement and no row. */
    private static final Pattern VERSIONS = Pattern.compile(".*?: detail: (server version: .*)");

    private static final Pattern ABOUT_STARTING =
            Pattern.compile("(?i).*(not found|no such file|permission denied|cannot|can't|error).*");
    private static final Pattern VALUE =
            Pattern.compile("((?:invalid input|invalid byte|malformed|out of range)[^:\"]*(?::|value) *)\".*");
    private static final int LIMIT = 12;

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> other = new ArrayList<>();

    void add(String line) {
        var versions = VERSIONS.matcher(line);
        if (versions.matches()) {
            errors.add(versions.group(1));
            return;
        }
        var said = SAID.matcher(line);
        if (!said.matches()) {
            keepOther(line);
            return;
        }
        boolean warning = "warning".equals(said.group(1));
        String text = said.group(2) == null ? "hint: " + said.group(4) : said.group(2);
        List<String> kept = warning ? warnings : errors;
        if (kept.size() < LIMIT && !text.startsWith("from TOC entry")) {
            kept.add(withoutValues(text));
        }
    }

    private void keepOther(String line) {
        if (other.size() < LIMIT
                && ABOUT_STARTING.matcher(line).matches()
                && !line.startsWith("CONTEXT")
                && !line.startsWith("DETAIL")
                && !line.startsWith("Command was")) {
            other.add(withoutValues(line.strip()));
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The errors in one line; what was said around them when there is none. */
    String errors() {
        return String.join("; ", errors.isEmpty() ? other : errors);
    }

    private static String withoutValues(String text) {
        return VALUE.matcher(text).replaceAll("$1\"...\"");
    }
}

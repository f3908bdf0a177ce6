package com.fingood.runbook.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The last guard before something is kept for ever: a value whose key names a secret is removed, a secret inside a text
 * (URL, command line) is blanked, long texts are cut. A guard, not a licence: events carry no secrets and no row values at all.
 */
public final class Redaction {

    /** Longest text that is kept, in characters. */
    public static final int LONGEST = 2_000;

    private static final String REMOVED = "[removed]";
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i).*(password|passwd|passphrase|pwd|secret|token|credential|api[-_]?key|private[-_]?key).*");
    private static final Pattern SECRET_IN_TEXT =
            Pattern.compile("(?i)((?:password|passwd|passphrase|pwd|secret|token)\\s*[=:]\\s*)[^\\s;&,'\"]+");
    private static final Pattern USER_INFO = Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+(@)");
    /** What one database or another can't store, or what could forge a line: control characters and broken surrogate pairs. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|\\p{Cs}");

    private Redaction() {}

    /** @return the details as they may be kept; never fails, since what happened must be told */
    public static Map<String, Object> check(Map<String, ?> details) {
        Map<String, Object> kept = new LinkedHashMap<>();
        details.forEach((key, value) -> kept.put(
                text(String.valueOf(key)),
                SECRET_KEY.matcher(String.valueOf(key)).matches() ? REMOVED : value(value)));
        return kept;
    }

    /** @return null for null */
    public static String text(String text) {
        if (text == null) {
            return null;
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        String clean = UNSTORABLE.matcher(cut).replaceAll("\uFFFD");
        String blanked = SECRET_IN_TEXT.matcher(clean).replaceAll("$1" + REMOVED);
        return USER_INFO.matcher(blanked).replaceAll("$1" + REMOVED + "$2");
    }

    @SuppressWarnings("unchecked")
    private static Object value(Object value) {
        if (value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof java.time.Instant) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return check((Map<String, ?>) map);
        }
        if (value instanceof Collection<?> list) {
            List<Object> kept = new ArrayList<>();
            list.forEach(element -> kept.add(value(element)));
            return kept;
        }
        return text(value.toString());
    }
}

package com.fingood.runbook.diagnosis.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * H2's plan is the query with comments in it: the index (or tableScan) behind each table, and scanCount. Its "reads" count pages that
 * were not in memory, which is chance, so they are not used.
 */
final class H2Plan {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern WAY =
            Pattern.compile("/\\* (" + NAME + "\\." + NAME + "(?:\\.tableScan)?)(?=:|\\s|\\*/)");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private H2Plan() {}

    /** @param millis null = planned only */
    static Plan read(String text, Double millis) {
        List<String> shape = new ArrayList<>();
        Matcher way = WAY.matcher(text);
        while (way.find()) {
            shape.add(words(way.group(1)));
        }
        long scanned = 0;
        Matcher count = SCANNED.matcher(text);
        while (count.find()) {
            scanned += Long.parseLong(count.group(1));
        }
        return new Plan(shape, millis == null ? null : scanned, "rows scanned", null, millis);
    }

    private static String words(String way) {
        return way.endsWith(".tableScan")
                ? "Table scan on " + way.substring(0, way.length() - ".tableScan".length())
                : "Index " + way;
    }
}

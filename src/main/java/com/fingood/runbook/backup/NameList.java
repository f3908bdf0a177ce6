package com.fingood.runbook.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting's list of names as the catalogue keeps it: {@code "$user", public, "Odd ""name"}. */
final class NameList {

    private static final Pattern NAME = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",]+))\\s*(?:,|$)");

    private NameList() {}

    static List<String> split(String value) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(value);
        while (name.find()) {
            names.add(
                    name.group(1) == null
                            ? name.group(2).strip()
                            : name.group(1).replace("\"\"", "\""));
        }
        return names;
    }
}

package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code <name>.approvals.yaml}: which bytes of a table were approved, and by whom. */
final class TableApprovals {

    static final String OFFICER = "compliance-officers";

    private static final int LONGEST_NAME = 100;

    /** What the record of tables holds. */
    private static final int LONGEST = 2_000;

    private static final String ENTRY =
            "each entry of 'approved' needs 'by' (a login), 'role' (a group) and 'date' (such as 2026-11-20)";

    private final Map<?, ?> read;
    private final Function<String, Refusal> wrong;

    /** @param wrong says which file it is */
    TableApprovals(byte[] yaml, Function<String, Refusal> wrong) {
        this.wrong = wrong;
        try {
            Object read =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, StandardCharsets.UTF_8));
            this.read = read instanceof Map<?, ?> map ? map : Map.of();
        } catch (RuntimeException | StackOverflowError e) {
            // Beside its own kind the parser throws those of numbers and dates that it tries to read.
            throw wrong.apply("it is no YAML");
        }
    }

    boolean isFor(String sha256) {
        return sha256.equals(String.valueOf(read.get("sha256")));
    }

    /** At least two people, one of them a compliance officer (RUNBOOK.md, Legal and Compliance Notice), in words. */
    String people() {
        List<String> words = new ArrayList<>();
        Set<String> people = new HashSet<>();
        boolean officer = false;
        for (Object one : read.get("approved") instanceof List<?> list ? list : List.of()) {
            if (!(one instanceof Map<?, ?> entry)) {
                throw wrong.apply(ENTRY);
            }
            String by = name(entry.get("by"));
            String role = name(entry.get("role"));
            people.add(asRead(by));
            officer |= OFFICER.equals(role);
            words.add(by + " (" + role + ", " + date(entry.get("date")) + ")");
        }
        if (people.size() < 2 || !officer) {
            throw wrong.apply("two people must have approved the table, one of them of " + OFFICER);
        }
        String all = String.join(", ", words);
        if (all.length() > LONGEST) {
            throw wrong.apply(
                    "its approvals are longer than " + LONGEST + " characters. Name fewer people; two are enough");
        }
        return all;
    }

    /** Logins are compared as people read them: one person with two spellings is still one. */
    private static String asRead(String login) {
        return Normalizer.normalize(login, Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private String name(Object value) {
        String name = value == null ? "" : value.toString().strip();
        // Characters that nobody sees would make two names of one.
        if (name.isEmpty() || name.matches("(?s).*\\p{C}.*")) {
            throw wrong.apply(ENTRY);
        }
        if (name.length() > LONGEST_NAME) {
            throw wrong.apply("a name in 'approved' is longer than " + LONGEST_NAME
                    + " characters. Write the login and the group alone");
        }
        return name;
    }

    private String date(Object value) {
        if (value instanceof java.util.Date day) {
            return day.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        try {
            return LocalDate.parse(String.valueOf(value).strip()).toString();
        } catch (DateTimeException e) {
            throw wrong.apply(ENTRY);
        }
    }
}

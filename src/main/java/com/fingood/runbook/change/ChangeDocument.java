package com.fingood.runbook.change;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document of a change. Never refuses: what is missing or malformed is null (or absent) here and named in {@link #problems()}.
 *
 * @param title null when missing
 * @param risk null when missing or unknown
 * @param ticket null when missing
 * @param author a login; null when missing or malformed
 * @param personalData empty when the document says {@code none}, and also when the entry is missing or malformed: see problems
 * @param fence whether writes must be stopped for this change; false when not said
 * @param lockTimeout null when not said
 * @param statementTimeout null when not said
 * @param sections every {@code ##} heading in the document's order with its text, Markdown without the heading
 * @param problems everything that is wrong, in the order of lines; empty = complete
 */
public record ChangeDocument(
        String title,
        Risk risk,
        String ticket,
        String author,
        List<PersonalData> personalData,
        boolean fence,
        Duration lockTimeout,
        Duration statementTimeout,
        Map<String, String> sections,
        List<Problem> problems) {

    public ChangeDocument {
        personalData = List.copyOf(personalData);
        problems = List.copyOf(problems);
    }

    /** The section's text; empty when missing or empty. */
    public Optional<String> section(Section section) {
        return sections.entrySet().stream()
                .filter(e -> section.heading().equalsIgnoreCase(e.getKey()))
                .map(Map.Entry::getValue)
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}

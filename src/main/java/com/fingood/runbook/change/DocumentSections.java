package com.fingood.runbook.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code ##} sections of a document. A heading inside a fenced code block is text. */
final class DocumentSections {

    private final String file;
    private final Map<String, StringBuilder> found = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DocumentSections(String file) {
        this.file = file;
    }

    static DocumentSections of(String file, List<String> lines, int from) {
        DocumentSections sections = new DocumentSections(file);
        sections.read(lines, from);
        for (Section section : Section.values()) {
            sections.demand(section);
        }
        return sections;
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        found.forEach((heading, text) -> texts.put(heading, text.toString().strip()));
        return Collections.unmodifiableMap(texts);
    }

    List<Problem> problems() {
        return problems;
    }

    private void read(List<String> all, int from) {
        StringBuilder current = new StringBuilder();
        String fence = null;
        for (int i = from; i < all.size(); i++) {
            String line = all.get(i);
            String mark = fenceMark(line);
            if (fence == null && line.startsWith("## ")) {
                current = open(line.substring(3).strip(), i + 1);
                continue;
            }
            if (mark != null) {
                fence = fence == null ? mark : fence.equals(mark) ? null : fence;
            }
            current.append(line).append('\n');
        }
    }

    private StringBuilder open(String heading, int line) {
        String known = Section.of(heading).map(Section::heading).orElse(heading);
        if (found.containsKey(known)) {
            problems.add(Problem.at(
                    file, line, "section '" + known + "' stands there twice", "Put its text under one heading."));
        }
        lines.putIfAbsent(known, line);
        return found.computeIfAbsent(known, h -> new StringBuilder());
    }

    private void demand(Section section) {
        String text = String.valueOf(found.getOrDefault(section.heading(), new StringBuilder()));
        String fix = "Write under '## " + section.heading() + "' " + section.asks() + ".";
        if (!found.containsKey(section.heading())) {
            problems.add(new Problem(file, "section '" + section.heading() + "' is missing", fix));
        } else if (saysNothing(text)) {
            problems.add(Problem.at(
                    file, lines.get(section.heading()), "section '" + section.heading() + "' is empty", fix));
        }
    }

    /** Comments, and the words people leave in a template. */
    private static boolean saysNothing(String text) {
        String said = text.replaceAll("(?s)<!--.*?-->", "").strip();
        return said.isEmpty() || said.matches("(?i)(todo|tbd|fixme|xxx|\\.\\.\\.|-)[.:]?");
    }

    private static String fenceMark(String line) {
        String text = line.stripLeading();
        return text.startsWith("```") ? "```" : text.startsWith("~~~") ? "~~~" : null;
    }
}

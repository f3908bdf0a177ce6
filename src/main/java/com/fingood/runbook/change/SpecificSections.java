package com.fingood.runbook.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Risk assessment and rollback plan are about this change: no text of a template, and no text that another change has too and that
 * names nothing of this one (RUNBOOK.md, Documentation Requirements: "analysis of potential risks", "detailed rollback procedures").
 */
public final class SpecificSections {

    private static final List<Section> SPECIFIC = List.of(Section.RISK_ASSESSMENT, Section.ROLLBACK_PLAN);
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)\\b(todo|tbd|tba|fixme|xxx+|lorem ipsum|fill in|to be (done|written|completed|determined|defined)|your text here|"
                    + "describe (here|the|how|what)|n/a)\\b|<(describe|insert|fill|your|what|how|todo)\\b[^>]*>|\\[(insert|describe|fill)[^]]*]|\\{\\{|^\\W*\\.{3}\\W*$");
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]{3,}");
    private static final Set<String> SQL = Set.of(
            "table",
            "column",
            "create",
            "alter",
            "drop",
            "index",
            "unique",
            "update",
            "insert",
            "into",
            "delete",
            "from",
            "where",
            "select",
            "null",
            "not",
            "default",
            "primary",
            "foreign",
            "references",
            "constraint",
            "check",
            "with",
            "values",
            "exists",
            "cascade",
            "restrict",
            "varchar",
            "text",
            "integer",
            "bigint",
            "numeric",
            "timestamp",
            "timestamptz",
            "boolean",
            "date",
            "concurrently",
            "valid",
            "validate",
            "using",
            "type",
            "rename",
            "begin",
            "commit",
            "comment",
            "view",
            "function",
            "returns",
            "language",
            "trigger",
            "before",
            "after",
            "each",
            "then",
            "when",
            "case",
            "else",
            "group",
            "order",
            "limit",
            "join",
            "left",
            "inner",
            "outer",
            "this",
            "that",
            "have");

    private SpecificSections() {}

    /** What is not specific, for the author; a section that is missing is the document's own problem. */
    public static List<Problem> of(Change change, ChangeFolder folder) {
        List<Problem> problems = new ArrayList<>();
        for (Section section : SPECIFIC) {
            text(change, section)
                    .flatMap(text -> problem(change, folder, section, text))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> problem(Change change, ChangeFolder folder, Section section, String text) {
        String where = "section '" + section.heading() + "' of version " + change.version();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            return Optional.of(new Problem(
                    where,
                    "it still has the template's words '" + placeholder.group().strip() + "'",
                    "Write " + section.asks() + "."));
        }
        Set<String> names = names(change);
        if (words(text).stream().anyMatch(names::contains)) {
            return Optional.empty();
        }
        return folder.versions().stream()
                .filter(version -> !version.equals(change.version()))
                .filter(version -> text(folder.change(version), section)
                        .map(other -> plain(other).equals(plain(text)))
                        .orElse(false))
                .findFirst()
                .map(version -> new Problem(
                        where,
                        "it is word for word that of version " + version + " and names nothing of this change",
                        "Write " + section.asks() + ", naming what this change touches."));
    }

    /** The change's own names: what its scripts speak of. */
    private static Set<String> names(Change change) {
        Set<String> names = words(change.script().text());
        change.undo().ifPresent(undo -> names.addAll(words(undo.text())));
        names.removeAll(SQL);
        return names;
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(result -> result.group())
                .collect(Collectors.toSet());
    }

    private static Optional<String> text(Change change, Section section) {
        return change.document().flatMap(document -> document.section(section));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}

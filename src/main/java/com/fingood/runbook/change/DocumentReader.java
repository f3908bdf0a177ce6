package com.fingood.runbook.change;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a change's document and collects everything that is wrong with it, not just the first. */
final class DocumentReader {

    private static final Set<String> KEYS =
            Set.of("title", "risk", "ticket", "author", "personal-data", "fence", "lock-timeout", "statement-timeout");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final String PERSONAL_DATA_FORM =
            "Write 'personal-data: none', or one entry per column: '- column: customers.email', 'purpose: ...', 'retention: ...'.";

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final FrontMatter matter;
    private final DocumentSections sections;

    private DocumentReader(String file, String text) {
        this.file = file;
        List<String> lines = text.lines().toList();
        int end = endOfFrontMatter(lines);
        String yaml = end < 0 ? "" : String.join("\n", lines.subList(1, end));
        this.matter = FrontMatter.parse(file, yaml, problems);
        this.sections = DocumentSections.of(file, lines, end + 1);
    }

    static ChangeDocument read(String file, String text) {
        return new DocumentReader(file, text).document();
    }

    private ChangeDocument document() {
        if (!problems.isEmpty()) {
            return unreadable();
        }
        unknownKeys();
        String title =
                line("title", "Write what the change does in a few words, for example 'title: Daily statements'.");
        Risk risk =
                required("risk", "low, medium or high", word -> Risk.of(word).orElse(null));
        String ticket = line("ticket", "Name the ticket that asks for the change, for example 'ticket: DB-214'.");
        String author = required(
                "author",
                "a login: letters, digits and . _ @ -",
                word -> LOGIN.matcher(word).matches() ? word : null);
        List<PersonalData> personal = personalData();
        boolean fence = Boolean.TRUE.equals(optional("fence", "true or false", DocumentReader::trueOrFalse));
        Duration lock = optional("lock-timeout", Durations.FORM, DocumentReader::duration);
        Duration statement = optional("statement-timeout", Durations.FORM, DocumentReader::duration);
        problems.sort(Comparator.comparingInt(DocumentReader::lineOf));
        problems.addAll(sections.problems());
        return new ChangeDocument(
                title, risk, ticket, author, personal, fence, lock, statement, sections.texts(), problems);
    }

    /** Nobody knows what is missing in a front matter that can't be read, so only that is said. */
    private ChangeDocument unreadable() {
        problems.addAll(sections.problems());
        return new ChangeDocument(null, null, null, null, List.of(), false, null, null, sections.texts(), problems);
    }

    private int endOfFrontMatter(List<String> lines) {
        if (!lines.isEmpty() && lines.get(0).stripTrailing().equals("---")) {
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).stripTrailing().equals("---")) {
                    return i;
                }
            }
        }
        problems.add(
                Problem.at(
                        file,
                        1,
                        "there is no front matter",
                        "Start the document with a line '---', then title, risk, ticket, author and personal-data, then '---'."));
        return -1;
    }

    private void unknownKeys() {
        for (String key : matter.values().keySet()) {
            if (!KEYS.contains(key)) {
                String known = String.join(", ", KEYS.stream().sorted().toList());
                problem(key, "'" + key + "' is not an entry of a document", "Known entries: " + known + ".");
            }
        }
    }

    private String line(String key, String fix) {
        String value = FrontMatter.scalar(matter.values().get(key));
        if (value == null || value.isEmpty()) {
            problem(key, key + " is missing", fix);
            return null;
        }
        if (value.length() > 200 || value.contains("\n")) {
            problem(key, key + " is longer than one line of 200 characters", "Say it shorter.");
        }
        return value;
    }

    private <T> T required(String key, String right, Function<String, T> parse) {
        if (!matter.values().containsKey(key)) {
            problem(key, key + " is missing", "Write '" + key + ": ', then " + right + ".");
            return null;
        }
        return optional(key, right, parse);
    }

    private <T> T optional(String key, String right, Function<String, T> parse) {
        Node node = matter.values().get(key);
        if (node == null) {
            return null;
        }
        String value = FrontMatter.scalar(node);
        T parsed = value == null ? null : parse.apply(value);
        if (parsed == null) {
            problem(key, key + " is '" + (value == null ? "a list" : value) + "'", "It must be " + right + ".");
        }
        return parsed;
    }

    private List<PersonalData> personalData() {
        Node node = matter.values().get("personal-data");
        if (node == null) {
            problem("personal-data", "personal-data is missing", PERSONAL_DATA_FORM);
            return List.of();
        }
        if ("none".equals(FrontMatter.scalar(node))) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            problem("personal-data", "personal-data is neither 'none' nor a list of columns", PERSONAL_DATA_FORM);
            return List.of();
        }
        List<PersonalData> all = new ArrayList<>();
        sequence.getValue().forEach(entry -> personalColumn(entry, all));
        return all;
    }

    private void personalColumn(Node entry, List<PersonalData> all) {
        Map<String, String> fields = new HashMap<>();
        if (entry instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                fields.put(FrontMatter.scalar(tuple.getKeyNode()), FrontMatter.scalar(tuple.getValueNode()));
            }
        }
        List<String> missing = List.of("column", "purpose", "retention").stream()
                .filter(f -> fields.get(f) == null || fields.get(f).isEmpty())
                .toList();
        boolean onlyKnown = Set.of("column", "purpose", "retention").containsAll(fields.keySet());
        if (missing.isEmpty() && onlyKnown) {
            all.add(new PersonalData(fields.get("column"), fields.get("purpose"), fields.get("retention")));
            return;
        }
        String what = missing.isEmpty() ? "has an unknown field" : "lacks " + String.join(", ", missing);
        problems.add(
                Problem.at(file, FrontMatter.line(entry), "an entry of personal-data " + what, PERSONAL_DATA_FORM));
    }

    private static Boolean trueOrFalse(String word) {
        return word.equals("true") ? Boolean.TRUE : word.equals("false") ? Boolean.FALSE : null;
    }

    private static Duration duration(String word) {
        return Durations.parse(word).orElse(null);
    }

    private void problem(String key, String what, String fix) {
        problems.add(Problem.at(file, matter.line(key), what, fix));
    }

    private static int lineOf(Problem problem) {
        return Integer.parseInt(problem.where().substring(problem.where().lastIndexOf(':') + 1));
    }
}

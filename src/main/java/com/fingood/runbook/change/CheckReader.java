package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a check file: the leading {@code -- key: value} lines, then SQL. Prose comments may stand between them. */
final class CheckReader {

    private static final Set<String> KEYS =
            Set.of("id", "severity", "timeout", "dialect", "keys", "population", "warn", "fail", "conserved");
    /** One word and a colon is an entry, so that a misspelt key is found; prose has more words before its first colon. */
    private static final Pattern ENTRY = Pattern.compile("--\\s*([A-Za-z][A-Za-z_-]*)\\s*:(?!:)\\s*(.*)");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final Pattern COLUMN = Pattern.compile("\\s*(\"(?:[^\"]|\"\")+\"|[^\",\\s]+)\\s*(,|$)");

    private final ChangeFile file;
    private final String suite;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private String sql = "";

    private CheckReader(ChangeFile file, String suite) {
        this.file = file;
        this.suite = suite;
    }

    static CheckFile read(ChangeFile file, String suite) {
        CheckReader reader = new CheckReader(file, suite);
        if (!file.name().endsWith(".sql")) {
            reader.problems.add(new Problem(
                    file.name(), "format not supported yet", "Write the check as a .sql file; this one is not run."));
            return reader.check(reader.fileStem());
        }
        try {
            reader.split(file.text());
        } catch (Refusal e) {
            reader.problems.add(new Problem(file.name(), e.getMessage(), "The check is not run."));
            return reader.check(reader.fileStem());
        }
        return reader.readCheck();
    }

    private void split(String text) {
        List<String> all = text.lines().toList();
        int i = 0;
        while (i < all.size() && isHeader(all.get(i))) {
            entry(all.get(i).strip(), i + 1);
            i++;
        }
        // Empty lines in place of the header keep the line numbers of the statements those of the file.
        sql = "\n".repeat(i) + String.join("\n", all.subList(i, all.size()));
    }

    private static boolean isHeader(String line) {
        return line.isBlank() || line.stripLeading().startsWith("--");
    }

    private void entry(String line, int number) {
        Matcher matcher = ENTRY.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        String key = matcher.group(1);
        if (!KEYS.contains(key)) {
            String known = String.join(", ", KEYS.stream().sorted().toList());
            problems.add(Problem.at(
                    file.name(), number, "'" + key + "' is not an entry of a check", "Known entries: " + known + "."));
        } else if (values.putIfAbsent(key, matcher.group(2).strip()) != null) {
            problems.add(Problem.at(file.name(), number, "'" + key + "' stands there twice", "Keep one of them."));
        }
        lines.putIfAbsent(key, number);
    }

    private CheckFile readCheck() {
        String id = value("id", "letters, digits and . _ -, at most 80", text -> matching(ID, text))
                .orElse(null);
        if (!values.containsKey("id")) {
            problems.add(
                    Problem.at(file.name(), 1, "id is missing", "Start the file with '-- id: " + fileStem() + "'."));
        }
        CheckFile check = check(id == null ? fileStem() : id);
        limits(check);
        statements(check);
        return new CheckFile(
                file,
                suite,
                check.id(),
                check.severity(),
                check.timeout(),
                check.dialect(),
                check.keys(),
                check.population(),
                check.warn(),
                check.fail(),
                check.conserved(),
                sql,
                problems);
    }

    private CheckFile check(String id) {
        return new CheckFile(
                file,
                suite,
                id,
                value("severity", "low, medium, high or critical", Severity::of).orElse(Severity.MEDIUM),
                value("timeout", Durations.FORM, Durations::parse).orElse(CheckFile.DEFAULT_TIMEOUT),
                value("dialect", "postgresql or h2", text -> matching(Pattern.compile("postgresql|h2"), text))
                        .orElse(null),
                value("keys", "column names with commas between them; \"Quoted\" as in SQL", CheckReader::columns)
                        .orElse(List.of()),
                value("population", "one query", CheckReader::query).orElse(null),
                value("warn", "a number of rows from 1", CheckReader::count).orElse(null),
                value("fail", "a number of rows from 1", CheckReader::count).orElse(1L),
                value("conserved", "true or false", text -> matching(Pattern.compile("true|false"), text))
                        .map(Boolean::valueOf)
                        .orElse(false),
                sql,
                problems);
    }

    private void limits(CheckFile check) {
        if (check.warn() != null && check.warn() >= check.fail()) {
            problem(
                    "warn",
                    "warn is " + check.warn() + " but the check fails from " + check.fail(),
                    "Say a higher fail.");
        }
        if (check.conserved() && !suite.equals("integrity")) {
            problem("conserved", "conserved belongs to integrity checks", "Move the file or leave the entry out.");
        }
    }

    private void statements(CheckFile check) {
        List<SqlStatement> all = SqlStatements.of(sql);
        if (all.isEmpty()) {
            problems.add(new Problem(file.name(), "there is no SQL", "Write the query behind the header."));
        } else if (suite.equals("integrity") && (all.size() > 1 || !all.get(0).isQuery())) {
            problems.add(Problem.at(
                    file.name(),
                    all.get(all.size() > 1 ? 1 : 0).line(),
                    "an integrity check is one query",
                    "Write one SELECT that returns the rows that are wrong."));
        }
        for (SqlStatement statement : all) {
            if (statement.controlsTransaction()) {
                problems.add(Problem.at(
                        file.name(),
                        statement.line(),
                        statement.firstWord() + " is not allowed in a check: it would escape the roll-back",
                        "Leave it out; every check is rolled back."));
            }
        }
    }

    private <T> Optional<T> value(String key, String right, Function<String, Optional<T>> parse) {
        String text = values.get(key);
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(text);
        if (parsed.isEmpty()) {
            problem(key, key + " is '" + text + "'", "It must be " + right + ".");
        }
        return parsed;
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Long> count(String text) {
        return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<String> query(String text) {
        List<SqlStatement> all = SqlStatements.of(text);
        return all.size() == 1 && all.get(0).isQuery() ? Optional.of(all.get(0).text()) : Optional.empty();
    }

    private static Optional<List<String>> columns(String text) {
        List<String> columns = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            columns.add(matcher.group(1));
            end = matcher.end();
        }
        boolean whole = end == text.length() && !text.endsWith(",") && !columns.isEmpty();
        return whole ? Optional.of(columns) : Optional.empty();
    }

    private String fileStem() {
        String last = file.name().substring(file.name().lastIndexOf('/') + 1);
        return last.contains(".") ? last.substring(0, last.lastIndexOf('.')) : last;
    }

    private void problem(String key, String what, String fix) {
        problems.add(Problem.at(file.name(), lines.getOrDefault(key, 1), what, fix));
    }
}

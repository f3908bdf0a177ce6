package com.fingood.runbook.process;

import com.fingood.runbook.process.PermissionTrials.Door;
import com.fingood.runbook.process.PermissionTrials.Role;
import com.fingood.runbook.process.PermissionTrials.Subject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down what was tried, as a page for people. */
final class PermissionTable {

    private static final String HEAD =
            """
            # Who may do what

            Written by `PermissionTableTest`, which tries every role at every kind of task of every model, through every door, and every
            start; nothing here is claimed that was not tried. `./mvnw test -Dtest=PermissionTableTest -Drunbook.write-pages=true` writes
            it anew, and without that property the test compares.

            The doors are tried at the engine, where Tasklist, `/engine-rest` and the Java API meet; over HTTP, as Tasklist and as
            `/engine-rest`, they are tried by `DoorsTest` for one kind of task. Without a login every path answers 401.

            | column | who |
            |---|---|
            """;

    private final List<Role> roles;
    private final Map<Subject, Map<Role, Set<Door>>> opened = new LinkedHashMap<>();
    private final Map<String, Map<Role, Boolean>> starts = new LinkedHashMap<>();

    PermissionTable(List<Role> roles) {
        this.roles = roles;
    }

    void task(Subject subject, Role role, Set<Door> doors) {
        opened.computeIfAbsent(subject, key -> new LinkedHashMap<>()).put(role, doors);
    }

    void start(String process, Role role, boolean may) {
        starts.computeIfAbsent(process, key -> new LinkedHashMap<>()).put(role, may);
    }

    String page() {
        return HEAD
                + roles.stream()
                        .map(role -> "| " + role.column() + " | " + role.words() + " |\n")
                        .collect(Collectors.joining())
                + "\n## Work on a task\n\"yes\": claim it, complete it (`complete` and `submit-form` alike), give it back."
                + " Everybody else may read it.\n\n"
                + header("task", roles)
                + opened.entrySet().stream()
                        .map(row -> row(row.getKey().words(), roles, row.getValue(), PermissionTable::work))
                        .collect(Collectors.joining())
                + "\n## Past the task\nOf all " + opened.size()
                + " kinds of task above. \"on record\": `AdministratorIntervened` is in the ledger, in the same transaction.\n\n"
                + header("door", roles)
                + Door.PAST.stream().map(this::past).collect(Collectors.joining())
                + "\n## Start\nWhat one person can't start by itself is a part of a run.\n\n"
                + header("process", starters())
                + starts.entrySet().stream()
                        .map(row -> row(row.getKey(), starters(), row.getValue(), may -> may ? "yes" : "–"))
                        .collect(Collectors.joining());
    }

    private static String work(Set<Door> doors) {
        Set<Door> work = new TreeSet<>(doors);
        work.retainAll(Door.WORK);
        if (work.isEmpty()) {
            return "–";
        }
        return work.containsAll(Door.WORK)
                ? "yes"
                : work.stream().map(Door::words).collect(Collectors.joining(", ")) + " only";
    }

    private String past(Door door) {
        Map<Role, String> cells = new LinkedHashMap<>();
        for (Role role : roles) {
            long times = opened.values().stream()
                    .filter(tried -> tried.get(role).contains(door))
                    .count();
            String word = role.administrator() ? "on record" : "yes";
            cells.put(role, times == 0 ? "–" : times == opened.size() ? word : word + " (" + times + ")");
        }
        return row(door.words(), roles, cells, cell -> cell);
    }

    /** Who asked for a run is nobody yet before there is one. */
    private List<Role> starters() {
        return roles.stream().filter(role -> !role.groups().isEmpty()).toList();
    }

    private static String header(String first, List<Role> columns) {
        return "| " + first + " | " + columns.stream().map(Role::column).collect(Collectors.joining(" | "))
                + " |\n|---|" + "---|".repeat(columns.size()) + "\n";
    }

    private static <T> String row(String first, List<Role> columns, Map<Role, T> cells, Function<T, String> words) {
        return "| " + first + " | "
                + columns.stream().map(role -> words.apply(cells.get(role))).collect(Collectors.joining(" | "))
                + " |\n";
    }
}

package com.fingood.runbook.diagnosis.blocking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A lock tree as indented text. */
final class TreeLines {

    private static final int LONGEST_STATEMENT = 160;

    private final List<String> lines = new ArrayList<>();
    private final Set<SessionRef> unfolded = new HashSet<>();

    private TreeLines() {}

    static List<String> of(LockTree tree) {
        TreeLines text = new TreeLines();
        tree.roots().forEach(root -> text.add(root, 0));
        // Names are others' choice; a control character in one must not reach a terminal.
        return text.lines.stream()
                .map(line -> line.replaceAll("\\p{Cntrl}", " "))
                .toList();
    }

    private void add(LockNode node, int depth) {
        String indent = "  ".repeat(depth);
        boolean again = !unfolded.add(node.session());
        lines.add(indent + (depth == 0 ? "" : "<- ") + head(node) + (again ? " (as above)" : ""));
        if (again) {
            return;
        }
        String below = indent + (depth == 0 ? "  " : "   ");
        lines.addAll(statement(node).stream().map(words -> below + words).toList());
        if (node.protection() != null) {
            lines.add(below + "Not to be ended: " + node.protection());
        }
        node.blocked().forEach(waiting -> add(waiting, depth + 1));
    }

    private static List<String> statement(LockNode node) {
        if (node.statement() != null) {
            return node.statement().isBlank() ? List.of() : List.of(shortened(node.statement()));
        }
        return node.state().equals("hidden") ? List.of("(its statement is hidden from us)") : List.of();
    }

    private static String head(LockNode node) {
        String who = node.session() + " "
                + (node.application().isBlank() ? "(no application name)" : node.application()) + " of " + node.user();
        String state = ", " + node.state() + since(node.statementAge());
        String transaction = node.transactionAge() == null ? "" : ", transaction" + since(node.transactionAge());
        return who + state + transaction + (node.waitsFor() == null ? "" : ", waits for " + node.waitsFor());
    }

    private static String since(Duration age) {
        return age == null ? "" : " for " + words(age);
    }

    static String words(Duration age) {
        if (age.toSeconds() < 10) {
            return age.toMillis() + " ms";
        }
        return age.toSeconds() < 120
                ? age.toSeconds() + " s"
                : age.toMinutes() < 120 ? age.toMinutes() + " min" : age.toHours() + " h";
    }

    private static String shortened(String statement) {
        return statement.length() <= LONGEST_STATEMENT ? statement : statement.substring(0, LONGEST_STATEMENT) + "...";
    }
}

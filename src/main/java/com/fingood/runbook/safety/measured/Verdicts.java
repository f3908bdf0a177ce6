package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Source;

import java.util.ArrayList;
import java.util.List;

/** Writes the findings of one rule. */
final class Verdicts {

    private final String rule;
    private final MeasuredScript script;
    private final List<Finding> found = new ArrayList<>();

    Verdicts(String rule, MeasuredScript script) {
        this.rule = rule;
        this.script = script;
    }

    /** Its words and its severity; the rest is the statement's. */
    record Words(String condition, String effect, String workaround) {}

    /** As bad as it is on a table of this size: nobody notices a lock on, or a rewrite of, a small or a new one. */
    void scaled(MeasuredStatement statement, String table, Severity severity, Words words) {
        boolean harmless = !script.isLive(table) || script.isSmall(table);
        add(statement, table, harmless ? Severity.INFO : severity, words);
    }

    void add(MeasuredStatement statement, String table, Severity severity, Words words) {
        String lock = table == null
                ? null
                : statement
                        .lockOn(table)
                        .filter(mode -> mode.compareTo(LockMode.ROW_EXCLUSIVE) > 0)
                        .map(LockMode::words)
                        .orElse(null);
        found.add(new Finding(
                rule,
                severity,
                Source.MEASURED,
                script.file(),
                statement.line(),
                null,
                statement.words(),
                words.condition(),
                words.effect(),
                words.workaround(),
                lock,
                table,
                statement.millis()));
    }

    List<Finding> found() {
        return found;
    }
}

package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.CardNumbers;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;

import java.util.ArrayList;
import java.util.List;

/** Takes what one rule finds in one script, and fills in what follows from rule and script. */
public final class Findings {

    private final Rule rule;
    private final ScriptContext script;
    private final List<Finding> found = new ArrayList<>();

    public Findings(Rule rule, ScriptContext script) {
        this.rule = rule;
        this.script = script;
    }

    /** Begins a finding about a statement; nothing is reported before {@link Draft#report()}. */
    Draft at(Statement statement) {
        return new Draft(statement, statement.place());
    }

    /** About a place inside of a statement. */
    Draft at(Statement statement, Place place) {
        return new Draft(statement, place);
    }

    /** About a place outside of every statement, or with null about the whole file. */
    Draft at(Place place) {
        return new Draft(null, place);
    }

    public List<Finding> found() {
        return List.copyOf(found);
    }

    /** A finding in the making; what is not said comes from the rule's text. */
    final class Draft {

        private final Statement statement;
        private final Place place;
        private Name table;
        private Severity severity = rule.severity();
        private String condition = rule.text().condition();
        private String effect = rule.text().effect();
        private String workaround = rule.text().safeWay();
        private String lock = rule.text().lock();

        private Draft(Statement statement, Place place) {
            this.statement = statement;
            this.place = place;
        }

        Draft table(Name value) {
            table = value;
            return this;
        }

        Draft severity(Severity value) {
            severity = value;
            return this;
        }

        Draft condition(String value) {
            condition = value;
            return this;
        }

        Draft effect(String value) {
            effect = value;
            return this;
        }

        /** Lines of SQL that can be pasted, with {@code --} in front of what is no SQL. */
        Draft workaround(String... lines) {
            workaround = String.join("\n", lines);
            return this;
        }

        Draft lock(String value) {
            lock = value;
            return this;
        }

        void report() {
            boolean harmless = rule.scalesWithTable()
                    && table != null
                    && statement != null
                    && (script.isNew(table, statement) || script.isSmall(table));
            found.add(new Finding(
                    rule.id(),
                    harmless ? Severity.INFO : severity,
                    Source.STATIC,
                    script.script().file(),
                    place == null ? null : place.line(),
                    place == null ? null : place.column(),
                    statement == null ? null : CardNumbers.masked(statement.firstWords()),
                    CardNumbers.masked(condition),
                    CardNumbers.masked(effect),
                    CardNumbers.masked(workaround),
                    lock,
                    table == null ? null : CardNumbers.masked(table.toString()),
                    null));
        }
    }
}

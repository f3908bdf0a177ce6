package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.AddConstraint;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rules about constraints have in common. */
final class Constraints {

    private Constraints() {}

    /** Those that an action adds to a table, with a new column's own. */
    static Stream<Constraint> addedBy(TableAction action) {
        if (action instanceof AddConstraint add) {
            return Stream.of(add.constraint());
        }
        return action instanceof AddColumn add ? add.column().constraints().stream() : Stream.empty();
    }

    /** Its own name, or the one that the server makes up. */
    static String name(Constraint constraint, Name table) {
        if (constraint.name() != null) {
            return constraint.name();
        }
        String suffix =
                switch (constraint.kind()) {
                    case PRIMARY_KEY -> "pkey";
                    case UNIQUE -> "key";
                    case CHECK -> "check";
                    case FOREIGN_KEY -> "fkey";
                    case EXCLUDE -> "excl";
                    case NOT_NULL -> "not_null";
                };
        boolean withColumns = constraint.kind() == Constraint.Kind.UNIQUE
                || constraint.kind() == Constraint.Kind.FOREIGN_KEY
                || constraint.kind() == Constraint.Kind.CHECK
                        && constraint.columns().size() == 1
                        && constraint.columns().get(0).matches("\\w+");
        String columns = constraint.columns().stream().map(Name::folded).collect(Collectors.joining("_"));
        return table.with(withColumns ? columns + "_" + suffix : suffix);
    }

    /** The SQL that adds a check or a foreign key in two files. */
    static String[] inTwoSteps(Constraint constraint, Name table) {
        String name = name(constraint, table);
        return new String[] {
            "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + definition(constraint) + " NOT VALID;",
            "-- in the next file",
            "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + name + ";"
        };
    }

    /** A column's REFERENCES becomes the FOREIGN KEY of a table. */
    private static String definition(Constraint constraint) {
        boolean short_ = constraint.kind() == Constraint.Kind.FOREIGN_KEY
                && constraint.definition().regionMatches(true, 0, "references", 0, 10);
        return short_
                ? "FOREIGN KEY (" + String.join(", ", constraint.columns()) + ") " + constraint.definition()
                : constraint.definition();
    }
}

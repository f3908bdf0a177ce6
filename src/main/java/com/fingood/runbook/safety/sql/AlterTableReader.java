package com.fingood.runbook.safety.sql;

import com.fingood.runbook.safety.sql.TableAction.*;

import java.util.ArrayList;
import java.util.List;

/** Reads what stands behind ALTER TABLE. */
final class AlterTableReader {

    private final Cursor cursor;

    AlterTableReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Command read() {
        boolean ifExists = cursor.accept("if", "exists");
        cursor.accept("only");
        if (cursor.accept("all", "in", "tablespace")) {
            return new Command.AlterOther("TABLES OF TABLESPACE", cursor.name(), Sql.text(cursor.rest()));
        }
        Name table = cursor.name();
        cursor.accept("*");
        List<TableAction> actions = new ArrayList<>();
        while (!cursor.atEnd()) {
            Place place = cursor.peek().place();
            actions.add(action(place));
            cursor.until(",");
            cursor.accept(",");
        }
        return new Command.AlterTable(table, ifExists, List.copyOf(actions));
    }

    private TableAction action(Place place) {
        if (cursor.accept("add")) {
            return add(place);
        } else if (cursor.accept("drop")) {
            return drop(place);
        } else if (cursor.accept("alter")) {
            return cursor.accept("constraint") ? other(place) : alterColumn(place);
        } else if (cursor.accept("validate", "constraint")) {
            return new ValidateConstraint(place, cursor.next().text());
        } else if (cursor.accept("attach", "partition")) {
            return new AttachPartition(place, cursor.name(), Sql.text(cursor.rest()));
        } else if (cursor.accept("detach", "partition")) {
            Name partition = cursor.name();
            return new DetachPartition(place, partition, cursor.accept("concurrently"), cursor.accept("finalize"));
        } else if (cursor.accept("set")) {
            return set(place);
        } else if (cursor.accept("rename")) {
            return rename(place);
        } else if (cursor.accept("owner", "to")) {
            return new OwnerTo(place, cursor.next().text());
        }
        return switches(place);
    }

    private TableAction add(Place place) {
        if (ConstraintReader.startsHere(cursor)) {
            Constraint constraint = new ConstraintReader(cursor, null).read();
            return constraint == null ? other(place) : new AddConstraint(place, constraint);
        }
        cursor.accept("column");
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        return new AddColumn(place, new ColumnReader(cursor).read(), ifNotExists);
    }

    private TableAction drop(Place place) {
        boolean constraint = cursor.accept("constraint");
        if (!constraint) {
            cursor.accept("column");
        }
        cursor.accept("if", "exists");
        String name = cursor.next().text();
        boolean cascade = cursor.accept("cascade");
        return constraint ? new DropConstraint(place, name, cascade) : new DropColumn(place, name, cascade);
    }

    private TableAction alterColumn(Place place) {
        cursor.accept("column");
        String column = cursor.next().text();
        if (cursor.accept("set", "not", "null")) {
            return new SetNotNull(place, column);
        } else if (cursor.accept("drop", "not", "null") || cursor.accept("set", "null")) {
            return new DropNotNull(place, column);
        } else if (cursor.accept("set", "default")) {
            return new ChangeDefault(place, column, Sql.text(cursor.until(",")));
        } else if (cursor.accept("drop", "default")) {
            return new ChangeDefault(place, column, null);
        } else if (cursor.accept("add", "generated")) {
            return new AddIdentity(place, column);
        } else if (cursor.accept("set", "expression", "as")) {
            return new SetExpression(place, column, Sql.text(cursor.inBrackets()));
        } else if (cursor.accept("type") || cursor.accept("set", "data", "type")) {
            String type = Sql.text(cursor.until("using", "collate", ","));
            cursor.until("using", ",");
            return new AlterType(place, column, type, cursor.accept("using") ? Sql.text(cursor.until(",")) : null);
        }
        return other(place);
    }

    private TableAction set(Place place) {
        if (cursor.accept("unlogged")) {
            return new SetLogging(place, true);
        } else if (cursor.accept("logged")) {
            return new SetLogging(place, false);
        } else if (cursor.accept("tablespace")) {
            return new SetTablespace(place, cursor.next().text());
        } else if (cursor.accept("access", "method")) {
            return new SetAccessMethod(place, cursor.next().text());
        } else if (cursor.accept("schema")) {
            return new SetSchema(place, cursor.next().text());
        }
        return other(place);
    }

    private TableAction rename(Place place) {
        if (cursor.accept("to")) {
            return new RenameTable(place, cursor.next().text());
        }
        boolean constraint = cursor.accept("constraint");
        if (!constraint) {
            cursor.accept("column");
        }
        String from = cursor.next().text();
        cursor.accept("to");
        String to = cursor.next().text();
        return constraint ? new RenameConstraint(place, from, to) : new RenameColumn(place, from, to);
    }

    private TableAction switches(Place place) {
        boolean forces = cursor.isAt("force") || cursor.isAt("no", "force");
        boolean enables = cursor.isAt("enable");
        if (forces || cursor.peek(1).is("row") && (enables || cursor.isAt("disable"))) {
            return new RowSecurity(place, Sql.text(cursor.until(",")).toUpperCase(java.util.Locale.ROOT));
        }
        if (cursor.acceptAny("enable", "disable")) {
            cursor.acceptAny("always", "replica");
            return cursor.accept("trigger")
                    ? new SwitchTrigger(place, enables, cursor.next().text())
                    : other(place);
        }
        return other(place);
    }

    private TableAction other(Place place) {
        return new OtherAction(place, Sql.text(cursor.until(",")));
    }
}

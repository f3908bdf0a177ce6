package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command.AlterOther;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.RenameColumn;
import com.fingood.runbook.safety.sql.TableAction.RenameTable;
import com.fingood.runbook.safety.sql.TableAction.SetSchema;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something gets another name.
 *
 * @param what TABLE, COLUMN, VALUE, VIEW, SCHEMA, ...
 * @param owner the object of the statement, as it is called before
 * @param from as written
 * @param to as written
 */
record Rename(String what, Name owner, String from, String to, Place place) {

    /** What an application calls by its name; nobody calls an index or a trigger. */
    private static final Set<String> CALLED = Set.of(
            "VIEW",
            "MATERIALIZED VIEW",
            "TYPE",
            "DOMAIN",
            "SCHEMA",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "SEQUENCE",
            "DATABASE",
            "ROLE",
            "USER");

    private static final String ONE = "('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\S+)";
    private static final Pattern RENAME =
            Pattern.compile("(?is).*?\\bRENAME\\s+(?:(VALUE|COLUMN|ATTRIBUTE)\\s+)?(?:" + ONE + "\\s+)?TO\\s+" + ONE);
    /** No action that renames is longer; a text of any length would be too much for the pattern. */
    private static final int LONGEST = 1_000;

    private static final Pattern MOVE = Pattern.compile("(?is).*?\\bSET\\s+SCHEMA\\s+" + ONE);

    static Stream<Rename> in(Statement statement) {
        return Stream.concat(
                statement.all(AlterTable.class).flatMap(alter -> alter.actions().stream()
                        .flatMap(action -> of(alter.table(), action).stream())),
                statement
                        .all(AlterOther.class)
                        .filter(alter -> CALLED.contains(alter.kind()))
                        .flatMap(alter -> of(alter, statement.place()).stream()));
    }

    private static Optional<Rename> of(Name table, TableAction action) {
        if (action instanceof RenameTable rename) {
            return Optional.of(new Rename("TABLE", table, table.toString(), rename.to(), action.place()));
        } else if (action instanceof RenameColumn rename) {
            return Optional.of(new Rename("COLUMN", table, rename.from(), rename.to(), action.place()));
        } else if (action instanceof SetSchema move) {
            return Optional.of(moved("TABLE", table, move.schema(), action.place()));
        }
        return Optional.empty();
    }

    private static Optional<Rename> of(AlterOther alter, Place place) {
        if (alter.action().length() > LONGEST) {
            return Optional.empty();
        }
        Matcher rename = RENAME.matcher(alter.action());
        if (rename.matches()) {
            boolean part = rename.group(2) != null;
            String what =
                    part ? rename.group(1) == null ? "COLUMN" : rename.group(1).toUpperCase(Locale.ROOT) : alter.kind();
            String from = part ? rename.group(2) : alter.name().toString();
            return Optional.of(new Rename(what, alter.name(), from, rename.group(3), place));
        }
        Matcher move = MOVE.matcher(alter.action());
        return move.matches() ? Optional.of(moved(alter.kind(), alter.name(), move.group(1), place)) : Optional.empty();
    }

    private static Rename moved(String what, Name name, String schema, Place place) {
        String simple = name.parts().get(name.parts().size() - 1);
        return new Rename(what, name, name.toString(), schema + "." + simple, place);
    }

    /** A column, a value or an attribute: a part of its owner. */
    boolean isPart() {
        return Set.of("COLUMN", "VALUE", "ATTRIBUTE").contains(what);
    }

    /** Gives back the name that the other took away. */
    boolean undoes(Rename other) {
        return what.equals(other.what) && last(from).equals(last(other.to)) && last(to).equals(last(other.from));
    }

    /** The new name as the server will know the object. */
    Name target() {
        return to.contains(".") ? Name.of(to.split("\\.", 2)) : owner.sibling(to);
    }

    private static String last(String name) {
        return Name.folded(name.substring(name.lastIndexOf('.') + 1));
    }
}

package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One statement of a script.
 *
 * @param index its position in the script, from 0
 * @param place of its first word
 * @param end of its last word
 * @param text as written, without the semicolon
 * @param commands what it does: usually one; changes inside WITH follow
 * @param readWhole false when it was so long that only its beginning was read
 * @param depth how deeply its brackets are nested
 */
public record Statement(
        int index, Place place, Place end, String text, List<Command> commands, boolean readWhole, int depth) {

    private static final int FIRST_WORDS = 60;

    /** Its words once more; made from the text at each call, so that a script of many statements stays small. */
    public List<Token> tokens() {
        return ScriptReader.tokens(text, place);
    }

    public Command command() {
        return commands.get(0);
    }

    /** The commands of one kind. */
    public <C extends Command> Stream<C> all(Class<C> kind) {
        return commands.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The actions of one kind in an ALTER TABLE. */
    public <A extends TableAction> Stream<A> actions(Class<A> kind) {
        return all(Command.AlterTable.class).flatMap(alter -> alter.all(kind));
    }

    /** How it begins, on one line and without any value. */
    public String firstWords() {
        List<Token> words = new ArrayList<>();
        int length = 0;
        for (Token token : ScriptReader.tokens(text.substring(0, Math.min(text.length(), 4 * FIRST_WORDS)), place)) {
            Token shown = Sql.masked(token);
            length += shown.text().length() + 1;
            if (length > FIRST_WORDS) {
                return words.isEmpty() ? shown.text().substring(0, FIRST_WORDS) + " …" : Sql.text(words) + " …";
            }
            words.add(shown);
        }
        return Sql.text(words) + (text.length() > 4 * FIRST_WORDS ? " …" : "");
    }
}

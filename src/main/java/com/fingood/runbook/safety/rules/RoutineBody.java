package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words inside of a DO block, cut at its semicolons; a text does not say which of them run. */
final class RoutineBody {

    private static final Pattern DOLLARS = Pattern.compile("(?s)\\$([^$]*)\\$(.*)\\$\\1\\$");

    private RoutineBody() {}

    static List<List<Token>> statements(Statement block) {
        List<List<Token>> all = new ArrayList<>();
        for (Token token : block.tokens()) {
            Matcher dollars = DOLLARS.matcher(token.text());
            if (token.type() == Token.Type.STRING && dollars.matches()) {
                Script.read("", dollars.group(2)).statements().forEach(inner -> all.add(inner.tokens()));
            }
        }
        return all;
    }

    /** Whether these words follow each other somewhere. */
    static boolean says(List<Token> tokens, String... words) {
        for (int i = 0; i + words.length <= tokens.size(); i++) {
            if (saysAt(tokens, i, words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysAt(List<Token> tokens, int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }
}

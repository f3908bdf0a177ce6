package com.fingood.runbook.models;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static com.fingood.runbook.models.KnownNames.DELEGATES;
import static com.fingood.runbook.models.KnownNames.MEMBERS;
import static com.fingood.runbook.models.KnownNames.VARIABLES;

/** An expression is code inside the engine: it may name what is known, and nothing else. */
final class ExpressionRules {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\s*\\.\\s*\\w+)*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "empty", "and", "or", "not", "execution");

    private ExpressionRules() {}

    static Stream<String> onlyKnownNames(ModelSet set) {
        return set.each().flatMap(model -> EXPRESSION
                .matcher(model.xml().replace("&#39;", "'"))
                .results()
                .flatMap(expression -> names(expression.group(1))
                        .filter(name -> !isKnown(name))
                        .map(name -> model.name() + ": " + expression.group() + " uses " + name)));
    }

    private static Stream<String> names(String expression) {
        String withoutText = expression.replaceAll("'[^']*'", "''").replaceAll("\"[^\"]*\"", "\"\"");
        Stream<String> onText =
                withoutText.contains("''.") || withoutText.contains("\"\".") || withoutText.contains(").")
                        ? Stream.of("a method of a value")
                        : Stream.empty();
        return Stream.concat(onText, NAME.matcher(withoutText).results().map(MatchResult::group));
    }

    private static boolean isKnown(String name) {
        return DELEGATES.contains(name) || VARIABLES.contains(name) || WORDS.contains(name) || MEMBERS.contains(name);
    }
}

package com.fingood.runbook.process.engine;

import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An expression in a query is code that reaches every bean of the server. Measured with Camunda 7.24: the engine refuses it on a query
 * that somebody sends, but not on one of its {@code orQueries}, nor on what extends a saved filter. So people may send only expressions
 * that say who and when.
 */
final class QueryExpressions {

    private static final Pattern WHO_AND_WHEN =
            Pattern.compile("\\$\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
                    + "|dateTime\\(\\)(\\.(plus|minus)(Minutes|Hours|Days|Weeks|Months)\\(\\d{1,4}\\))*)\\s*}");

    private QueryExpressions() {}

    /** @throws Refusal FORBIDDEN {@code expression-refused}; nothing was evaluated */
    static void refuse(Command<?> command) {
        Stream.of(command, CommandSubject.valueOf(command, "extendingQuery"), queryOf(command))
                .filter(Objects::nonNull)
                .flatMap(QueryExpressions::parts)
                .flatMap(query -> query.getExpressions().values().stream())
                .filter(expression -> !WHO_AND_WHEN.matcher(expression.trim()).matches())
                .findFirst()
                .ifPresent(expression -> {
                    throw Refusal.forbidden(
                            "expression-refused",
                            "Nothing was read or changed: a query may not hold the expression " + shown(expression)
                                    + ". Ask with plain values, or with currentUser(), currentUserGroups(), now() or"
                                    + " dateTime().");
                });
    }

    private static Object queryOf(Command<?> command) {
        return CommandSubject.valueOf(command, "filter") instanceof FilterEntity filter ? filter.getQuery() : null;
    }

    /** The query and those that it is a disjunction of; they share one list, in which the query itself stands first. */
    private static Stream<AbstractQuery<?, ?>> parts(Object query) {
        if (!(query instanceof AbstractQuery<?, ?> whole)) {
            return Stream.empty();
        }
        Collection<?> or = CommandSubject.valueOf(whole, "queries") instanceof Collection<?> all ? all : List.of();
        return Stream.concat(Stream.of(whole), or.stream())
                .filter(AbstractQuery.class::isInstance)
                .map(part -> (AbstractQuery<?, ?>) part);
    }

    private static String shown(String expression) {
        return expression.length() <= 60 ? expression : expression.substring(0, 60) + "...";
    }
}

package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.FlywayException;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns what Flyway throws outside a script into words. */
final class FlywayFailure {

    private FlywayFailure() {}

    static <T> T translated(Target target, Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw refusal(target, e);
        }
    }

    static Refusal refusal(Target target, FlywayException e) {
        return cause(e, SQLException.class)
                .map(sql -> TargetFailure.of(target.name(), "working with its migration history", sql))
                .orElseGet(() -> new Refusal(Refusal.Kind.FAILED, "flyway-refused", firstLine(e), e));
    }

    /** The innermost cause of this type. */
    static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        T found = null;
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (type.isInstance(t)) {
                found = type.cast(t);
            }
        }
        return Optional.ofNullable(found);
    }

    static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("no message");
    }
}

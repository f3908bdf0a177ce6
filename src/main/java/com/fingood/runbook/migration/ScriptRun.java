package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Lets Flyway run one script and turns whatever happens into facts and words. */
final class ScriptRun {

    private final MigrationSession session;
    private final Script script;
    private final StatementWatch watch;

    ScriptRun(MigrationSession session, Script script, StatementWatch watch) {
        this.session = session;
        this.script = script;
        this.watch = watch;
    }

    Attempt execute(FluentConfiguration flyway) {
        long begun = System.nanoTime();
        ScriptFailure failure = null;
        try {
            if (flyway.load().migrate().migrationsExecuted != 1) {
                failure = new ScriptFailure(
                        "history-not-as-expected",
                        script.name() + " was not executed: Flyway considers it done already.",
                        null,
                        null,
                        null);
            }
        } catch (FlywayException e) {
            failure = failure(e);
        }
        return new Attempt(
                List.copyOf(watch.done()),
                (System.nanoTime() - begun) / 1_000_000,
                watch.outsideTransaction(),
                watch.endedTransaction(),
                failure);
    }

    private ScriptFailure failure(FlywayException e) {
        Optional<SQLException> sql = FlywayFailure.cause(e, SQLException.class);
        Integer line = FlywayFailure.cause(e, FlywaySqlScriptException.class)
                .map(FlywaySqlScriptException::getLineNumber)
                .orElse(null);
        Integer statement = watch.running() == 0 ? null : watch.running();
        String state = sql.map(SQLException::getSQLState).orElse(null);
        if (FlywayFailure.cause(e, Cancellation.Cancelled.class).isPresent()
                || session.interruption().isCancelled()) {
            return new ScriptFailure(
                    "cancelled", "It was cancelled" + place(statement, line) + ".", statement, line, state);
        }
        if (watch.endedTransaction()) {
            return new ScriptFailure(
                    "script-ended-transaction",
                    script.name() + " ends its own transaction (COMMIT or ROLLBACK)" + place(statement, null)
                            + ". What ran before stays, whatever fails after it. Remove the statement: the whole script and"
                            + " its history row are committed together.",
                    statement,
                    null,
                    null);
        }
        if (sql.filter(TargetFailure::isConnectionLoss).isPresent() || !session.recover()) {
            return new ScriptFailure(
                    "connection-lost",
                    "The connection was lost" + place(statement, line)
                            + sql.map(s -> ": " + ErrorWords.of(s)).orElse("")
                            + ". It may or may not have happened; find out before anything else is done.",
                    statement,
                    line,
                    state);
        }
        return sql.map(s -> sqlFailure(s, statement, line))
                .orElseGet(() -> new ScriptFailure(
                        "flyway-refused", script.name() + ": " + FlywayFailure.firstLine(e), statement, line, null));
    }

    private ScriptFailure sqlFailure(SQLException e, Integer statement, Integer line) {
        return new ScriptFailure(
                ScriptFailure.codeOf(e, session.target().dialect()),
                script.name() + " failed" + place(statement, line) + ": " + ErrorWords.of(e) + " (SQL state "
                        + e.getSQLState() + ").",
                statement,
                line,
                e.getSQLState());
    }

    private static String place(Integer statement, Integer line) {
        if (statement == null) {
            return " before its first statement";
        }
        return " at statement " + statement + (line == null || line < 1 ? "" : ", line " + line);
    }
}

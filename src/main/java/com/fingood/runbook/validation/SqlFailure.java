package com.fingood.runbook.validation;

import com.fingood.runbook.target.TargetFailure;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A database's error as words that may be kept. The messages of some classes repeat row values (a duplicate key, a text that is no
 * number), and what a function raises may say anything: for those only the state and the constraint's name are said.
 */
public final class SqlFailure {

    /** Classes whose messages speak of names and of the server: access, syntax, state, resources, connection. */
    private static final List<String> SPEAKING = List.of("42", "25", "57", "55", "53", "40", "08");

    /** What a script can only meet when the function it stands for does not work. */
    private static final List<String> BROKEN =
            List.of("21", "22", "23", "25006", "27", "38", "39", "42", "44", "P0", "90022", "90053", "90097");

    /** Of those: a wrong check or a missing right, which says nothing about the function. */
    private static final List<String> NOT_BROKEN = List.of("42501", "42601", "42000", "42001");

    private static final String CANCELED = "57014";
    private static final List<String> READ_ONLY = List.of("25006", "90097");

    private SqlFailure() {}

    static boolean isConnectionLoss(SQLException e) {
        return TargetFailure.isConnectionLoss(e) && !state(e).equals(CANCELED);
    }

    /** Whether a script that met it has failed; else its outcome is unknown. */
    static boolean provesBroken(SQLException e) {
        String state = state(e);
        return !NOT_BROKEN.contains(state) && BROKEN.stream().anyMatch(state::startsWith);
    }

    /** One line without row values and without the statement. */
    public static String words(SQLException e) {
        String state = state(e);
        if (isConnectionLoss(e)) {
            return "the connection was lost" + in(state);
        }
        if (state.equals(CANCELED)) {
            return "it was stopped before it had finished" + in(state);
        }
        if (READ_ONLY.contains(state)) {
            return "it writes, and the database does not let it" + in(state);
        }
        if (SPEAKING.stream().anyMatch(state::startsWith)) {
            return TargetFailure.firstLine(e) + in(state);
        }
        return withoutValues(e, state) + in(state);
    }

    private static String withoutValues(SQLException e, String state) {
        if (state.startsWith("23")) {
            return constraint(e)
                    .map(name -> "constraint " + name + " was violated")
                    .orElse("a constraint was violated");
        }
        return state.startsWith("22") ? "a value did not fit" : "the database raised an error";
    }

    private static Optional<String> constraint(SQLException e) {
        return e instanceof PSQLException postgres
                ? Optional.ofNullable(postgres.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }

    private static String in(String state) {
        return " (SQL state " + (state.isEmpty() ? "not given" : state) + ")";
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}

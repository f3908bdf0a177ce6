package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.sql.SQLException;

/** Says in words why a target could not be opened: the server's own message and what to look at; never the password. */
final class ConnectFailure {

    private ConnectFailure() {}

    static Refusal of(TargetProperties properties, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String words = TargetFailure.firstLine(e);
        return Refusal.unreachable(
                code(state),
                "The target at " + placeOf(properties.url()) + " can't be opened as " + properties.username() + ": "
                        + sentence(withoutSecret(words, properties)) + " " + advice(state),
                e);
    }

    private static String code(String state) {
        return switch (advised(state)) {
            case LOGIN -> "target-login-refused";
            case DATABASE -> "target-database-missing";
            case SERVER -> "target-unreachable";
        };
    }

    private static String advice(String state) {
        return switch (advised(state)) {
            case LOGIN -> "Check username, password or password-file, and the server's access rules.";
            case DATABASE -> "Check the database's name in the URL.";
            case SERVER -> "Check that the server is up, host and port are right, and the network lets this machine through.";
        };
    }

    private enum Cause {
        LOGIN,
        DATABASE,
        SERVER
    }

    private static Cause advised(String state) {
        if (state.startsWith("28") || state.equals("42501")) {
            return Cause.LOGIN;
        }
        return state.equals("3D000") || state.equals("90146") ? Cause.DATABASE : Cause.SERVER;
    }

    /** The URL without its settings, which may hold anything. */
    static String placeOf(String url) {
        return url.replaceFirst("[?;].*", "");
    }

    private static String withoutSecret(String words, TargetProperties properties) {
        String secret = properties.password();
        return secret == null || secret.isEmpty() ? words : words.replace(secret, "***");
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}

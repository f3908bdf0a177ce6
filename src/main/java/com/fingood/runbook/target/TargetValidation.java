package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

/** Checks one target's configuration once, at start. */
final class TargetValidation {

    private TargetValidation() {}

    static Target validated(String name, TargetProperties properties) {
        String key = "runbook.targets." + name;
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
            throw bad(key, name, "a name of letters, digits, - and _, at most 40 characters");
        }
        if (properties.url() == null) {
            throw bad(key + ".url", "nothing", "a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/ledger");
        }
        if (properties.changes() == null) {
            throw bad(key + ".changes", "nothing", "the change folder, for example changes/" + name);
        }
        if (properties.backups() == null) {
            throw bad(key + ".backups", "nothing", "a folder for backups, for example data/backups/" + name);
        }
        return new Target(name, properties, dialectOf(key, properties.url()));
    }

    private static Dialect dialectOf(String key, String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect();
        }
        if (url.startsWith("jdbc:h2:file:")) {
            return new H2Dialect();
        }
        throw bad(
                key + ".url",
                url.replaceAll("(?i)password=[^&;]*", "password=***"),
                "a URL that starts with jdbc:postgresql: or jdbc:h2:file:");
    }

    private static Refusal bad(String key, String value, String right) {
        return Refusal.badInput("bad-configuration", key + " is " + value + "; it must be " + right + ".");
    }
}

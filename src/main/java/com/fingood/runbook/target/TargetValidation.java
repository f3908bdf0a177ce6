package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.time.Duration;
import java.util.regex.Pattern;

/** Checks one target's configuration once, at start: a bad value names its key, the value and what would be right. */
final class TargetValidation {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Pattern LOGIN = Pattern.compile("(?i)[?&;](user|password)=");

    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/\\s].*");

    private final String key;
    private final TargetProperties properties;

    private TargetValidation(String key, TargetProperties properties) {
        this.key = key;
        this.properties = properties;
    }

    static Target validated(String name, TargetProperties properties) {
        String key = "runbook.targets." + name;
        demand(NAME.matcher(name).matches(), key, name, "a name of letters, digits, - and _, at most 40 characters");
        demand(properties != null, key, "empty", "a target with url, username, password, changes and backups");
        TargetValidation validation = new TargetValidation(key, properties);
        Dialect dialect = validation.dialect();
        validation.login();
        validation.folders();
        validation.limits();
        validation.rehearsal();
        validation.locks();
        validation.application();
        validation.addresses();
        demand(!name.equals(properties.staging()), key + ".staging", name, "the name of another target");
        return new Target(name, properties, dialect);
    }

    private Dialect dialect() {
        String url = properties.url();
        demand(url != null, key + ".url", "nothing", "a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/ledger");
        String shown = ConnectFailure.placeOf(url);
        demand(
                !LOGIN.matcher(url).find(),
                key + ".url",
                shown + " with a login in it",
                "a URL without user and password, which belong in username and password or password-file");
        if (url.startsWith("jdbc:postgresql:")) {
            demand(PostgresUrl.isValid(url), key + ".url", shown, "like jdbc:postgresql://127.0.0.1:5432/ledger");
            return new PostgresDialect();
        }
        demand(
                url.startsWith(H2Url.PREFIX) && !H2Url.fileOf(url).isBlank(),
                key + ".url",
                shown,
                "a URL that starts with jdbc:postgresql: or jdbc:h2:file:");
        demand(
                !H2Url.hasValue(url, "DB_CLOSE_ON_EXIT", "FALSE"),
                key + ".url",
                shown + " with DB_CLOSE_ON_EXIT=FALSE",
                "without it: H2 refuses it on a file that several processes use");
        return new H2Dialect();
    }

    private void login() {
        demand(
                properties.username() != null && !properties.username().isBlank(),
                key + ".username",
                "nothing",
                "the product's own role on the target");
        boolean password = properties.password() != null;
        boolean file = properties.passwordFile() != null;
        demand(
                password != file,
                key + ".password",
                password ? "given beside password-file" : "missing, as is password-file",
                "exactly one of password and password-file");
    }

    private void folders() {
        demand(
                properties.changes() != null,
                key + ".changes",
                "nothing",
                "the change folder, for example changes/ledger");
        demand(
                properties.backups() != null,
                key + ".backups",
                "nothing",
                "a folder for backups, for example data/backups/ledger");
    }

    private void limits() {
        TargetProperties.Limits limits = properties.limits();
        demandTime("migration", limits.migration(), "60m");
        demandTime("replication-lag", limits.replicationLag(), "10s");
        demandTime("long-transaction", limits.longTransaction(), "15m");
        demandTime("backup-age", limits.backupAge(), "26h");
        TargetProperties.Postgres tools = properties.postgres();
        demand(tools.jobs() >= 1, key + ".postgres.jobs", tools.jobs().toString(), "a number from 1");
        Integer port = tools.port();
        demand(
                port == null || (port >= 1 && port <= 65535),
                key + ".postgres.port",
                String.valueOf(port),
                "a port from 1 to 65535");
    }

    private void rehearsal() {
        TargetProperties.Rehearsing rehearsal = properties.rehearsal();
        if (rehearsal == null) {
            return;
        }
        String name = key + ".rehearsal";
        boolean elsewhere = rehearsal.url() != null;
        demand(
                rehearsal.sameServer() != elsewhere,
                name,
                elsewhere ? "same-server and url at once" : "neither same-server nor url",
                "'same-server', or same-server: true with username and password, or url with username and password");
        demand(
                !elsewhere
                        || PostgresUrl.isValid(rehearsal.url())
                                && !LOGIN.matcher(rehearsal.url()).find(),
                name + ".url",
                elsewhere ? ConnectFailure.placeOf(rehearsal.url()) : "",
                "like jdbc:postgresql://127.0.0.1:5432/postgres, without a login in it");
        boolean secret = rehearsal.password() != null || rehearsal.passwordFile() != null;
        demand(
                (rehearsal.username() != null) == secret,
                name + ".username",
                secret ? "missing beside a password" : "given without password or password-file",
                "given together with password or password-file, or all of them left out");
    }

    private void locks() {
        LockProperties locks = properties.locks();
        String name = key + ".locks";
        demand(lasts(locks.first()), name + ".first", locks.first().toString(), "a time such as 300ms, at most a day");
        demand(
                lasts(locks.longest()) && locks.longest().compareTo(locks.first()) >= 0,
                name + ".longest",
                locks.longest().toString(),
                "a time such as 2s, no shorter than first and at most a day");
        demand(
                locks.tries() >= 1 && locks.tries() <= 1000,
                name + ".tries",
                locks.tries().toString(),
                "a number from 1 to 1000");
    }

    private static boolean lasts(Duration time) {
        return time.toMillis() >= 1 && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    private void application() {
        ApplicationLogin login = properties.application();
        if (login == null) {
            return;
        }
        String name = key + ".application";
        demand(
                login.username() != null && !login.username().isBlank(),
                name + ".username",
                "nothing",
                "the role that the application connects as");
        demand(
                (login.password() == null) != (login.passwordFile() == null),
                name + ".password",
                login.password() == null ? "missing, as is password-file" : "given beside password-file",
                "exactly one of password and password-file");
        demand(
                !login.username().equals(properties.username()),
                name + ".username",
                login.username(),
                "another role than the target's own, which a fence lets in");
    }

    private void demandTime(String limit, Duration value, String example) {
        demand(
                value.compareTo(Duration.ZERO) > 0,
                key + ".limits." + limit,
                value.toString(),
                "a time longer than 0, for example " + example);
    }

    private void addresses() {
        TargetProperties.Probes probes = properties.probes();
        demandUrl("probes.application", probes.application());
        demandUrl("probes.monitoring", probes.monitoring());
        demandUrl("probes.alerts", probes.alerts());
        demandUrl("probes.alert-rules", probes.alertRules());
        demandUrl("probes.log-monitoring", probes.logMonitoring());
        demandUrl("probes.backup-system", probes.backupSystem());
        if (properties.disk() != null) {
            demandUrl("disk.node-exporter", properties.disk().nodeExporter());
        }
    }

    /** The value is not shown: it may hold a login. */
    private void demandUrl(String below, String url) {
        demand(
                url == null || url.isBlank() || WEB.matcher(url.strip()).matches(),
                key + "." + below,
                "no address of a web page",
                "a URL that starts with http:// or https://");
    }

    private static void demand(boolean right, String key, String value, String wanted) {
        if (!right) {
            throw Refusal.badInput("bad-configuration", key + " is " + value + "; it must be " + wanted + ".");
        }
    }
}

package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Environment;
import com.fingood.runbook.target.Percent;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.TargetProperties.Disk;
import com.fingood.runbook.target.TargetProperties.Limits;
import com.fingood.runbook.target.TargetProperties.Probes;
import com.fingood.runbook.target.Targets;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A target to be checked, with what a test says about it; all else as it is by default. */
final class Subject {

    private static final Clock CLOCK = Clock.systemUTC();

    private String name = "ledger";
    private String url;
    private String username;
    private String password;
    private Path backups = Path.of(System.getProperty("java.io.tmpdir"));
    private Limits limits = Limits.standard();
    private Disk disk;
    private Probes probes = Probes.none();
    private Instant verified;
    private Duration patience = Duration.ofSeconds(5);

    static Subject of(TargetProperties properties) {
        return at(properties.url(), properties.username(), properties.password());
    }

    static Subject at(String url, String username, String password) {
        Subject subject = new Subject();
        subject.url = url;
        subject.username = username;
        subject.password = password;
        return subject;
    }

    Subject limits(Percent disk, Percent connections, Duration lag, Duration transaction, Percent dead, Percent ids) {
        limits = new Limits(disk, connections, lag, null, transaction, dead, ids, null, null, null, null);
        return this;
    }

    Subject diskLimit(int percent) {
        return limits(new Percent(percent), null, null, null, null, null);
    }

    Subject connectionLimit(int percent) {
        return limits(null, new Percent(percent), null, null, null, null);
    }

    Subject lagLimit(Duration lag) {
        return limits(null, null, lag, null, null, null);
    }

    Subject transactionLimit(Duration age) {
        return limits(null, null, null, age, null, null);
    }

    Subject disk(Path path, String exporter, String mountpoint) {
        disk = new Disk(path, exporter, mountpoint);
        return this;
    }

    Subject probes(String monitoring, String alerts, String rules, String logs, String backupSystem) {
        probes = new Probes(null, monitoring, alerts, rules, logs, backupSystem);
        return this;
    }

    Subject backups(Path folder) {
        backups = folder;
        return this;
    }

    Subject verified(Instant moment) {
        verified = moment;
        return this;
    }

    Subject patience(Duration limit) {
        patience = limit;
        return this;
    }

    EnvironmentResult check(EnvironmentCheck check) {
        return checks().check(target(), check, SessionTag.cli("health"), Cancellation.none());
    }

    CheckedPoint point(EnvironmentCheck check, String point) {
        return check(check).point(check.id() + "." + point).orElseThrow();
    }

    EnvironmentResult all() {
        return checks().all(target(), SessionTag.cli("health"), Cancellation.none());
    }

    private EnvironmentChecks checks() {
        return new EnvironmentChecks(CLOCK, target -> Optional.ofNullable(verified), HttpProbe.within(patience));
    }

    Target target() {
        return new Targets(Map.of(
                        name,
                        new TargetProperties(
                                Environment.STAGING,
                                url,
                                username,
                                password,
                                null,
                                Path.of("changes/ledger"),
                                backups,
                                null,
                                limits,
                                null,
                                disk,
                                probes,
                                null,
                                null,
                                null,
                                null)))
                .get(name);
    }
}

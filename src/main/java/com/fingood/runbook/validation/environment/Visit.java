package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One look at a target: opens its session when the first point asks for it, once, and remembers when that was refused. */
final class Visit implements AutoCloseable {

    private final Target target;
    private final SessionTag tag;
    private final Clock clock;
    private final Cancellation cancellation;
    private Catalogue catalogue;
    private Refusal refused;
    private long connectMillis;

    Visit(Target target, SessionTag tag, Clock clock, Cancellation cancellation) {
        this.target = target;
        this.tag = tag;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /** @throws Refusal UNREACHABLE, each time it is asked for */
    Catalogue catalogue() {
        cancellation.throwIfCancelled();
        if (refused != null) {
            throw refused;
        }
        if (catalogue == null) {
            Instant started = clock.instant();
            try {
                catalogue = Catalogue.open(target, tag, cancellation);
            } catch (Refusal e) {
                refused = e;
                throw e;
            }
            connectMillis = Duration.between(started, clock.instant()).toMillis();
        }
        return catalogue;
    }

    long connectMillis() {
        return connectMillis;
    }

    Target target() {
        return target;
    }

    TargetProperties properties() {
        return target.properties();
    }

    TargetProperties.Limits limits() {
        return target.properties().limits();
    }

    boolean isPostgres() {
        return target.dialect().name().equals("postgresql");
    }

    /** The key in the configuration, in full. */
    String key(String below) {
        return "runbook.targets." + target.name() + "." + below;
    }

    /** What makes other sessions' and standbys' details visible. */
    String grantStats() {
        String role = properties().username();
        String quoted =
                role.matches("[a-z_][a-z0-9_]*") ? role : target.dialect().quote(role);
        return "GRANT pg_read_all_stats TO " + quoted;
    }

    Clock clock() {
        return clock;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void close() {
        if (catalogue != null) {
            catalogue.close();
        }
    }
}

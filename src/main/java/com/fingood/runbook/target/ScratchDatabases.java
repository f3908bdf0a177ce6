package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Databases of ours beside a target: copies of a verified backup, clones of those. They hold personal data, so nobody else may connect,
 * and they end with their run. Only names with our prefix that belong to our own role are ever dropped.
 */
public final class ScratchDatabases {

    public static final String PREFIX = "rb_scratch_";

    /** Label of one that nobody had time to label. */
    private static final String FOUND = "found-without-a-note";

    /** With the prefix at most 63 bytes, which is what PostgreSQL keeps of a name. */
    private static final Pattern OURS = Pattern.compile(PREFIX + "[a-z0-9_]{1,52}");

    private final Target target;
    private final Clock clock;
    private final ScratchServer server;

    public ScratchDatabases(Target target) {
        this(target, Clock.systemUTC());
    }

    public ScratchDatabases(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.server = target.dialect().name().equals("h2") ? new H2Scratch(target) : new PostgresScratch(target);
    }

    /** The name of a run's clone: always the same, so that a second attempt replaces what a crash left. */
    public static String cloneNameOf(String run) {
        return PREFIX + "c_" + Fingerprint.sha256(run).substring(0, 20);
    }

    /** A name that nobody has. */
    public static String newName() {
        return PREFIX + UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * A new empty database with the server's defaults.
     *
     * @param label whose it is: a run's or a backup's id
     * @throws Refusal FAILED or UNREACHABLE with the server's words
     */
    public Target createEmpty(String name, String label) {
        demandShape(name);
        server.createEmpty(name, label, clock.instant());
        return target.inDatabase(name);
    }

    /** {@link #cloneFrom(String, String, String)} with the name for a label. */
    public Target cloneFrom(String template, String name) {
        return cloneFrom(template, name, name);
    }

    /**
     * A copy of a scratch database that nobody is connected to.
     *
     * @param template name of a scratch database
     * @param name of the clone; replaced when it is there
     * @param label whose it is: a run's or a backup's id
     * @throws Refusal FAILED or UNREACHABLE with the server's words
     */
    public Target cloneFrom(String template, String name, String label) {
        demandShape(template);
        drop(name);
        server.clone(template, name, label, clock.instant());
        return target.inDatabase(name);
    }

    /**
     * Drops a scratch database, its sessions with it; one that is gone already is no error.
     *
     * @throws Refusal REFUSED {@code not-our-scratch} when it belongs to another role
     */
    public void drop(String name) {
        demandShape(name);
        server.drop(name);
    }

    /**
     * Gives a database its note: whose it is and since when. For one that others created.
     *
     * @param label whose it is: a run's or a backup's id
     */
    public void note(String name, String label) {
        demandShape(name);
        server.note(name, label, clock.instant());
    }

    /**
     * Makes sessions on a scratch database run under the settings that sessions on the origin have, whoever set them there: server,
     * database or role. A copy does not bring them.
     *
     * @return what could not be set, in words; usually nothing
     */
    public List<String> dressLike(Target origin, String name) {
        demandShape(name);
        return target.dialect().name().equals("h2")
                ? List.of()
                : PostgresSettings.copy(origin, target.inDatabase(name));
    }

    /** Drops all of one owner, and what is gone already is no error. */
    public void dropLabelled(String label) {
        all().stream().filter(scratch -> scratch.label().equals(label)).forEach(scratch -> drop(scratch.name()));
    }

    /** Names of all scratch databases on the target's server (H2: in its folder) that belong to our role and nobody uses. */
    public List<String> list() {
        return all().stream()
                .filter(scratch -> !scratch.inUse())
                .map(ScratchDatabase::name)
                .toList();
    }

    /** All scratch databases on the target's server (H2: in its folder) that belong to our role, in order of name. */
    public List<ScratchDatabase> all() {
        return server.list().stream()
                .filter(scratch -> OURS.matcher(scratch.name()).matches())
                .toList();
    }

    /**
     * Drops what a crash left behind: older than the expiry and used by nobody. One whose age is unknown, since the crash came between
     * making and noting it, gets a note now and is dropped when that has expired.
     *
     * @return what was dropped
     */
    public List<ScratchDatabase> dropExpired(Duration expiry) {
        Instant limit = clock.instant().minus(expiry);
        List<ScratchDatabase> dropped = new ArrayList<>();
        for (ScratchDatabase scratch : all()) {
            if (scratch.inUse()) {
                continue;
            }
            if (scratch.created() == null) {
                server.note(scratch.name(), FOUND, clock.instant());
            } else if (scratch.created().isBefore(limit)) {
                server.drop(scratch.name());
                dropped.add(scratch);
            }
        }
        return dropped;
    }

    private static void demandShape(String name) {
        if (!OURS.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a scratch database: " + name);
        }
    }
}

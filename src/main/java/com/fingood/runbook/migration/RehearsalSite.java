package com.fingood.runbook.migration;

import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties.Rehearsing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a target's changes are rehearsed, and as whom. A rehearsal executes what nobody has approved yet: on production somebody must
 * have said where that may be.
 */
public final class RehearsalSite {

    private final Target target;
    private final Target site;

    private RehearsalSite(Target target) {
        this.target = target;
        this.site = target.asRehearsing();
    }

    /** @throws Refusal REFUSED {@code rehearsal-not-allowed} for PostgreSQL in production where nothing is configured */
    public static RehearsalSite of(Target target) {
        // A copy of an H2 file touches no server that others use.
        boolean shared = !target.dialect().name().equals("h2");
        if (shared && target.isProduction() && target.properties().rehearsal() == null) {
            throw Refusal.refused(
                    "rehearsal-not-allowed",
                    "Nothing was rehearsed: " + target.name()
                            + " is in production, and its configuration does not say where"
                            + " scripts may run that nobody has approved yet. Set " + keyOf(target)
                            + " either to 'same-server' (scratch databases beside the target, best with username and"
                            + " password of a role that owns nothing else) or to url, username and password of another"
                            + " server of at least the same version.");
        }
        return new RehearsalSite(target);
    }

    /** True when the verified copy itself can't be cloned there: another role's or on another server. */
    public boolean isElsewhere() {
        Rehearsing rehearsal = target.properties().rehearsal();
        return !target.dialect().name().equals("h2")
                && rehearsal != null
                && (rehearsal.url() != null || rehearsal.username() != null);
    }

    /**
     * A database to rehearse in: a clone of the verified copy or, elsewhere, the backup restored once more.
     *
     * @param backup a verified backup of the target
     * @param template scratch database that the backup was verified in; not asked for elsewhere
     * @param name of the clone; replaced when it is there
     * @param label whose it is: a run's id
     * @throws Refusal REFUSED {@code rehearsal-role-too-strong}, {@code rehearsal-role-too-weak}, {@code rehearsal-server-older}; or
     *     whatever making the copy ends with
     */
    public RehearsalClone open(
            Backups backups,
            String backup,
            String template,
            String name,
            String label,
            Cancellation cancellation,
            Progress progress) {
        cancellation.throwIfCancelled();
        List<String> warnings = new ArrayList<>(RehearsalRole.judge(target, site, isElsewhere()));
        ScratchDatabases databases = new ScratchDatabases(site);
        Target clone = isElsewhere()
                ? backups.copyTo(site, target, backup, name, label, cancellation, progress)
                : databases.cloneFrom(template, name, label);
        try {
            warnings.addAll(databases.dressLike(target, name));
            Fingerprint copied = isElsewhere() ? null : backups.fingerprintOf(target, backup);
            return new RehearsalClone(clone, copied, warnings, () -> databases.drop(name));
        } catch (RuntimeException e) {
            databases.drop(name);
            throw e;
        }
    }

    /** All scratch databases of one owner, here and where rehearsals are; what is gone already is no error. */
    public static void dropAllOf(Target target, String label) {
        placesOf(target).forEach(place -> new ScratchDatabases(place).dropLabelled(label));
    }

    /** Where scratch databases of a target may lie: beside it and, if another, where its changes are rehearsed. */
    public static List<Target> placesOf(Target target) {
        RehearsalSite place = new RehearsalSite(target);
        return place.isElsewhere() ? List.of(target, place.site) : List.of(target);
    }

    static String keyOf(Target target) {
        return "runbook.targets." + target.name() + ".rehearsal";
    }
}

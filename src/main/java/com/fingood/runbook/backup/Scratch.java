package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/** One scratch database that a backup is restored into; dropped by the name that was made here and no other. */
final class Scratch {

    private final Target target;
    private final DumpMethod method;
    private final String name;
    private final String run;
    private String label;

    /** A new name. @param run whose sessions on it are, or null */
    Scratch(Target target, String run) {
        this(target, newName(), run);
    }

    Scratch(Target target, String name, String run) {
        this.target = target;
        this.method = DumpMethod.of(target);
        this.name = name;
        this.run = run;
    }

    static String newName() {
        return ScratchDatabases.PREFIX + "b_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** @param run or null for a command outside any run */
    static SessionTag tag(String run, String action) {
        return run == null ? SessionTag.cli(action) : new SessionTag(run, action);
    }

    Target target() {
        return target.inDatabase(name);
    }

    String name() {
        return name;
    }

    /** Notes whose it will be as soon as it is there, so that what a crash leaves is found and dropped. */
    void noteOwner(String label) {
        this.label = label;
    }

    Target filledFrom(BackupFolder folder, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        Target empty = method.createEmpty(target, folder.database(), name);
        if (label != null) {
            new ScratchDatabases(target).note(name, label);
        }
        method.load(empty, tag(run, "load"), folder, cancellation, progress);
        return empty;
    }

    /** Never throws: it runs when something else went wrong, and the reconciler finds what is left by its prefix. */
    void drop() {
        try {
            new ScratchDatabases(target).drop(name);
        } catch (Refusal e) {
            System.getLogger(Scratch.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "scratch database {0} could not be dropped: {1}",
                            name,
                            e.getMessage());
        }
    }
}

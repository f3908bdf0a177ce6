package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/** One scratch database that a backup is restored into; dropped by the name that was made here and no other. */
final class Scratch {

    static final String PREFIX = "rb_scratch_";

    private final Target target;
    private final DumpMethod method;
    private final String name;

    Scratch(Target target) {
        this(target, PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    }

    Scratch(Target target, String name) {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a scratch database: " + name);
        }
        this.target = target;
        this.method = DumpMethod.of(target);
        this.name = name;
    }

    String name() {
        return name;
    }

    Target filledFrom(BackupFolder folder, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        Target empty = method.createEmpty(target, folder.database(), name);
        method.load(empty, SessionTag.cli("load-" + folder.path().getFileName()), folder, cancellation, progress);
        return empty;
    }

    /** Never throws: it runs when something else went wrong, and the reconciler finds what is left by its prefix. */
    void drop() {
        try {
            method.drop(target, name);
        } catch (SQLException | Refusal e) {
            String why = e instanceof SQLException sql ? TargetFailure.firstLine(sql) : e.getMessage();
            System.getLogger(Scratch.class.getName())
                    .log(System.Logger.Level.WARNING, "scratch database {0} could not be dropped: {1}", name, why);
        }
    }
}

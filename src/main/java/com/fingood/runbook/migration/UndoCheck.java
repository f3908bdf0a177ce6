package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.MigrationVersion;

import java.util.List;

/** What must hold before an undo script may touch anything. */
final class UndoCheck {

    private UndoCheck() {}

    static Script script(Change change, String expectedSha256) {
        Script script = Script.of(change.undo()
                .orElseThrow(() -> Refusal.refused(
                        "no-undo",
                        "Version " + change.version() + " has no undo script. The way back is to restore a backup.")));
        if (expectedSha256 != null && !expectedSha256.equalsIgnoreCase(script.sha256())) {
            throw Refusal.refused(
                    "undo-edited",
                    script.name() + " is not the file that was rehearsed and approved (SHA-256 "
                            + script.sha256().substring(0, 12) + "... instead of " + expectedSha256.substring(0, 12)
                            + "...). Bring the approved file back, or have this one rehearsed and approved.");
        }
        ScriptSanity.demand(script);
        return script;
    }

    static void demandNewest(MigrationHistory history, String version, boolean evenIfFailed) {
        List<AppliedVersion> failed = history.failed().stream()
                .filter(row -> !(evenIfFailed && version.equals(row.version())))
                .toList();
        if (!failed.isEmpty()) {
            throw Refusal.refused(
                    "failed-version",
                    "Version " + failed.get(0).version() + " failed on "
                            + failed.get(0).when() + " and left something behind, so an undo of " + version
                            + " would not know what it meets. Restore a backup, or take the failed version back first.");
        }
        AppliedVersion row = history.row(version)
                .orElseThrow(() -> Refusal.refused(
                        "nothing-to-undo",
                        "Version " + version + " is not applied, so there is nothing to undo. Applied now: "
                                + history.current().orElse("nothing") + "."));
        if (row.baseline()) {
            throw Refusal.refused(
                    "nothing-to-undo",
                    "Version " + version + " is a baseline row: it was never executed here, so it can't be undone.");
        }
        history.newest()
                .map(AppliedVersion::version)
                .filter(newest -> newerThan(newest, version))
                .ifPresent(newest -> {
                    throw Refusal.refused(
                            "not-newest",
                            "Version " + newest + " was applied after " + version + " and may build on it. Undo "
                                    + newest + " first, or restore a backup.");
                });
    }

    private static boolean newerThan(String one, String other) {
        return MigrationVersion.fromVersion(one).isNewerThan(MigrationVersion.fromVersion(other));
    }
}

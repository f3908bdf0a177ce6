package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/**
 * A backup in a scratch database of a role that has nothing else. Owners and rights stay behind, since that role could not give them;
 * definitions hold both, so objects are compared by name and only rows by their hash.
 */
final class CopyElsewhere {

    private final Target site;
    private final BackupFolder folder;
    private final String name;
    private final String label;
    private final ScratchDatabases databases;

    CopyElsewhere(Target site, BackupFolder folder, String name, String label) {
        this.site = site;
        this.folder = folder;
        this.name = name;
        this.label = label;
        this.databases = new ScratchDatabases(site);
    }

    Target make(Cancellation cancellation, Progress progress) {
        databases.drop(name);
        boolean whole = false;
        try {
            create();
            databases.note(name, label);
            Target copy = site.inDatabase(name);
            SessionTag tag = SessionTag.cli("load-copy");
            PostgresDump.load(copy, tag, folder, List.of("--no-owner", "--no-privileges"), cancellation, progress);
            compare(copy.fingerprint(tag, cancellation));
            whole = true;
            return copy;
        } catch (SQLException e) {
            throw TargetFailure.of(site.name(), "copying the backup for the rehearsal", e);
        } catch (IOException e) {
            throw DiskFailure.of("The backup in " + folder.path() + " can't be read", e);
        } finally {
            if (!whole) {
                databases.drop(name);
            }
        }
    }

    private void create() throws SQLException, IOException {
        DatabaseRecord like = folder.database();
        DatabaseRecord own = new DatabaseRecord(
                name, site.properties().username(), like.locale(), "pg_default", -1, List.of(), List.of(), null);
        try (Connection connection = site.connectBeside(SessionTag.cli("create-scratch"))) {
            PostgresDatabase.create(connection, site.dialect(), own, name);
        }
    }

    private void compare(Fingerprint found) throws IOException {
        Fingerprint expected = folder.fingerprint();
        TreeSet<String> missing = objects(expected);
        missing.removeAll(objects(found));
        if (!missing.isEmpty() || !expected.data().equals(found.data())) {
            throw Refusal.failed(
                    "copy-differs",
                    "The copy of the backup for the rehearsal is not what was backed up"
                            + (missing.isEmpty() ? ": rows differ" : ": missing " + missing.first())
                            + ". Nothing was rehearsed. Check that both servers know the same collations and extensions.");
        }
    }

    private static TreeSet<String> objects(Fingerprint fingerprint) {
        TreeSet<String> keys = new TreeSet<>(fingerprint.schema().keySet());
        keys.removeIf(key -> key.startsWith("default-privileges:"));
        return keys;
    }
}

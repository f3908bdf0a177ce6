package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How one kind of database is written to files and read back. */
interface DumpMethod {

    /** @param warnings what the tool said although it succeeded */
    record Dumped(
            DatabaseRecord database,
            Fingerprint fingerprint,
            String serverVersion,
            String tool,
            String format,
            Instant moment,
            List<String> warnings) {}

    /** Writes the dump; the fingerprint is of the very moment that the dump shows. */
    Dumped dump(Target target, SessionTag tag, Path to, Cancellation cancellation, Progress progress)
            throws SQLException, IOException;

    /** Creates the (new) database of this name for a backup's content: same locale, same owner where the role may. */
    Target createEmpty(Target target, DatabaseRecord like, String name) throws SQLException;

    /** Loads the dump into an empty database; stops at the first error. */
    void load(Target into, SessionTag tag, BackupFolder from, Cancellation cancellation, Progress progress)
            throws SQLException, IOException;

    static DumpMethod of(Target target) {
        return target.dialect().name().equals("h2") ? new H2Dump() : new PostgresDump();
    }
}

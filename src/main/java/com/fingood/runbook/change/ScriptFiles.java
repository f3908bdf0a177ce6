package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.MigrationVersion;

import java.nio.file.Path;
import java.util.Optional;

/** The files of one version while a folder is being read; a second file of the same kind is refused. */
final class ScriptFiles {

    private final MigrationVersion version;
    private ScriptName name;
    private Path script;
    private Path scriptSettings;
    private Path undo;
    private Path undoSettings;
    private Path document;

    ScriptFiles(MigrationVersion version) {
        this.version = version;
    }

    void add(ScriptName file, Path path) {
        if (file.isScript()) {
            script = only(script, path);
            name = file;
        } else if (file.isUndo()) {
            undo = only(undo, path);
        } else if (file.isDocument()) {
            document = only(document, path);
        } else if (file.isSettings() && file.kind() == 'V') {
            scriptSettings = only(scriptSettings, path);
        } else if (file.isSettings()) {
            undoSettings = only(undoSettings, path);
        }
    }

    boolean hasScript() {
        return script != null;
    }

    /** Any of its files, for a message about a version without a script. */
    Path anyFile() {
        return undo != null
                ? undo
                : document != null ? document : scriptSettings != null ? scriptSettings : undoSettings;
    }

    String spelling() {
        return name.version().getVersion();
    }

    Change change(FolderListing listing) {
        return new Change(
                spelling(),
                name.name(),
                listing.read(script),
                read(listing, undo),
                read(listing, document),
                read(listing, scriptSettings),
                read(listing, undoSettings));
    }

    private static Optional<ChangeFile> read(FolderListing listing, Path file) {
        return Optional.ofNullable(file).map(listing::read);
    }

    private Path only(Path before, Path path) {
        if (before != null) {
            throw Refusal.badInput(
                    "duplicate-version",
                    before.getFileName() + " and " + path.getFileName() + " have one version, " + version.getVersion()
                            + ". Give one of them another version.");
        }
        return path;
    }
}

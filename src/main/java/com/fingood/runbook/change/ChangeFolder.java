package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.MigrationVersion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of changes: {@code V<version>__<name>.sql}, its undo {@code U...sql}, its document {@code V...md}, and {@code checks}
 * and {@code performance} beside them. Every call reads the disk again; what is returned stays as it was read.
 */
public final class ChangeFolder {

    private static final String CHECKS = "checks";
    private static final String PERFORMANCE = "performance";

    private final FolderListing listing;

    private ChangeFolder(FolderListing listing) {
        this.listing = listing;
    }

    /** @throws Refusal BAD_INPUT {@code no-change-folder} or {@code unreadable-change-folder} */
    /** Where the undo of this version lies, for people; empty when there is none, or when the folder can't be read. */
    public static Optional<Path> undoFile(Path folder, String version) {
        try {
            return at(folder).change(version).undo().map(file -> folder.resolve(file.name()));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    public static ChangeFolder at(Path folder) {
        return new ChangeFolder(FolderListing.of(folder));
    }

    /** The folder itself, links resolved. */
    public Path path() {
        return listing.root();
    }

    /**
     * All versions in Flyway's order, spelt as in the file names.
     *
     * @throws Refusal BAD_INPUT {@code duplicate-version}, {@code link-out-of-folder} or {@code unreadable-change-folder}
     */
    public List<String> versions() {
        return scripts().values().stream()
                .filter(ScriptFiles::hasScript)
                .map(ScriptFiles::spelling)
                .toList();
    }

    /**
     * One change with all that belongs to it.
     *
     * @param version as people say it: {@code 2.1} and {@code 2.1.0} are one version for Flyway
     * @throws Refusal BAD_INPUT {@code malformed-version}, {@code unknown-version} (lists the known ones), or as for {@link
     *     #versions()}
     */
    public Change change(String version) {
        MigrationVersion asked = ScriptName.version(version);
        ScriptFiles files = scripts().get(asked);
        if (files == null || !files.hasScript()) {
            List<String> known = versions();
            throw Refusal.badInput(
                    "unknown-version",
                    "There is no change " + version + " in " + path().getFileName() + ". Known versions: "
                            + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
        }
        return files.change(listing);
    }

    /** Every check of every suite, in order of file name; those that can't be run carry their problems. */
    public List<CheckFile> checks() {
        List<CheckFile> all = new ArrayList<>();
        for (String suite : listing.directories(CHECKS)) {
            for (Path file : listing.files(CHECKS + "/" + suite)) {
                all.add(CheckReader.read(listing.read(file), suite));
            }
        }
        return markDuplicates(all);
    }

    /** The checks of one suite: {@code integrity}, {@code critical}, {@code smoke} or {@code uat}. */
    public List<CheckFile> checks(String suite) {
        return checks().stream().filter(c -> c.suite().equals(suite)).toList();
    }

    /** The declared critical queries, in order of file name. */
    public List<ChangeFile> performance() {
        return listing.files(PERFORMANCE).stream().map(listing::read).toList();
    }

    /** The same as they are read: with id and timeout from their header, and with their problems. */
    public List<CheckFile> performanceQueries() {
        return markDuplicates(performance().stream()
                .map(file -> CheckReader.read(file, PERFORMANCE))
                .toList());
    }

    /** What is wrong with the folder as a whole: files that nothing would ever execute or review, and faulty checks. */
    public List<Problem> problems() {
        List<Problem> problems =
                new ArrayList<>(FolderProblems.of(listing, scripts().values()));
        checks().forEach(check -> problems.addAll(check.problems()));
        return problems;
    }

    private Map<MigrationVersion, ScriptFiles> scripts() {
        Map<MigrationVersion, ScriptFiles> all = new TreeMap<>();
        for (Path file : listing.files("")) {
            ScriptName.of(file.getFileName().toString())
                    .ifPresent(name -> all.computeIfAbsent(name.version(), ScriptFiles::new)
                            .add(name, file));
        }
        return all;
    }

    private static List<CheckFile> markDuplicates(List<CheckFile> all) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        all.forEach(c -> files.computeIfAbsent(c.id(), id -> new ArrayList<>()).add(c.name()));
        return all.stream()
                .map(c -> files.get(c.id()).size() == 1
                        ? c
                        : c.withProblem(new Problem(
                                c.name(),
                                "id '" + c.id() + "' is used by " + String.join(", ", files.get(c.id())),
                                "Give each check an id of its own.")))
                .toList();
    }
}

package com.fingood.runbook.change;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Files in a change folder that look as if they counted and don't. */
final class FolderProblems {

    private static final Set<String> SUITES = Set.of("integrity", "critical", "smoke", "uat");

    private FolderProblems() {}

    static List<Problem> of(FolderListing listing, Collection<ScriptFiles> versions) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : listing.files("")) {
            String name = file.getFileName().toString();
            if (name.contains(".sql") && ScriptName.of(name).isEmpty()) {
                problems.add(new Problem(
                        name,
                        "this file is neither a change nor an undo, so it is never reviewed",
                        "Name it V<version>__<name>.sql or U<version>__<name>.sql, or move it out of the folder."));
            }
        }
        versions.stream()
                .filter(files -> !files.hasScript())
                .forEach(files -> problems.add(new Problem(
                        files.anyFile().getFileName().toString(),
                        "there is no change of this version",
                        "Add its V<version>__<name>.sql or remove the file.")));
        for (String suite : listing.directories("checks")) {
            if (!SUITES.contains(suite)) {
                problems.add(new Problem(
                        "checks/" + suite,
                        "'" + suite + "' is not a suite, so its checks are never run",
                        "The suites are integrity, critical, smoke and uat."));
            }
        }
        return problems;
    }
}

package com.fingood.runbook.safety.lint;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.PersonalData;
import com.fingood.runbook.change.Problem;
import com.fingood.runbook.run.Refusal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that was given by its path, with what its neighbours say about it.
 *
 * @param forward the script that it undoes, when it is an undo and that one lies beside it
 * @param problems of the change that it belongs to, when it lies in a change folder
 * @param declared personal data that the change's document names
 */
record LintUnit(
        ScriptFile file,
        Optional<ScriptFile> forward,
        boolean transactional,
        List<Problem> problems,
        List<PersonalData> declared) {

    private static final Pattern NAME = Pattern.compile("([VU])([0-9]+(?:[._][0-9]+)*)__.+\\.sql");

    /** @param shown the path as people gave it */
    static LintUnit read(Path path, Path shown, Neighbours neighbours) {
        ScriptFile file = ScriptFile.read(path, shown.toString());
        boolean transactional = Settings.runInTransaction(path.resolveSibling(path.getFileName() + ".conf"));
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return new LintUnit(file, Optional.empty(), transactional, List.of(), List.of());
        }
        boolean undo = name.group(1).equals("U");
        Optional<Change> change = Optional.empty();
        List<Problem> problems = List.of();
        try {
            change = change(path.getParent(), name.group(2), neighbours);
            problems = undo ? List.of() : change.map(Change::problems).orElse(List.of());
        } catch (Refusal refused) {
            problems = List.of(new Problem(shown.toString(), refused.getMessage(), "Correct the change folder."));
        }
        return new LintUnit(
                file,
                undo ? forward(path, name.group(2), neighbours) : Optional.empty(),
                transactional,
                problems,
                change.flatMap(Change::document)
                        .map(ChangeDocument::personalData)
                        .orElse(List.of()));
    }

    private static Optional<ScriptFile> forward(Path undo, String version, Neighbours neighbours) {
        return neighbours
                .find(undo.getParent(), "V" + version + "__", ".sql")
                .map(path -> ScriptFile.read(path, path.getFileName().toString()));
    }

    private static Optional<Change> change(Path folder, String version, Neighbours neighbours) {
        return neighbours.isChangeFolder(folder)
                ? Optional.of(ChangeFolder.at(folder).change(version))
                : Optional.empty();
    }
}

package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns proven suggestions into drafts of changes: script, undo and document, in a folder of their own. Ticket, author and personal data
 * are left out, so that the documentation gate refuses a draft that nobody has read.
 */
public final class ChangeDrafts {

    private final Path folder;
    private final ChangeFolder changes;

    /**
     * @param folder where drafts go; made when it is not there
     * @throws Refusal BAD_INPUT {@code draft-in-change-folder}: what lies there could be executed
     */
    public ChangeDrafts(Path folder, ChangeFolder changes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.changes = changes;
        if (isWithin(this.folder, changes.path())) {
            throw Refusal.badInput(
                    "draft-in-change-folder",
                    "Drafts don't go into the change folder " + changes.path()
                            + ", where they would be changes already. Name another folder.");
        }
    }

    /**
     * One draft for each proven suggestion, numbered behind the last version of the change folder. An index that the folder has a draft
     * of already gets no second one.
     *
     * @return the documents' files, also those that were there
     * @throws Refusal FAILED {@code drafts-not-written}
     */
    public List<Path> write(IndexReport report) {
        List<Path> documents = new ArrayList<>();
        try {
            PrivateFiles.home(folder);
            NextVersions versions = new NextVersions(known());
            for (IndexSuggestion suggestion : report.suggestions()) {
                if (suggestion.proven()) {
                    documents.add(
                            existing(suggestion) != null
                                    ? existing(suggestion)
                                    : write(report, suggestion, versions.next()));
                }
            }
            return documents;
        } catch (IOException e) {
            throw Refusal.failed(
                    "drafts-not-written",
                    "The drafts could not be written to " + folder + ". Check the folder's free space and rights.");
        }
    }

    private Path write(IndexReport report, IndexSuggestion suggestion, String version) throws IOException {
        String name = version + "__" + nameOf(suggestion);
        String index =
                TableName.plainOrQuoted(suggestion.table().schema()) + "." + TableName.plainOrQuoted(suggestion.name());
        Files.writeString(folder.resolve("V" + name + ".sql"), suggestion.statement() + ";\n");
        Files.writeString(folder.resolve("U" + name + ".sql"), "DROP INDEX CONCURRENTLY " + index + ";\n");
        return Files.writeString(folder.resolve("V" + name + ".md"), DraftDocument.of(report, suggestion, version));
    }

    /** Versions of changes and of earlier drafts, the highest last. */
    private List<String> known() {
        List<String> all = new ArrayList<>(changes.versions());
        all.addAll(ChangeFolder.at(folder).versions());
        all.sort(java.util.Comparator.comparing(org.flywaydb.core.api.MigrationVersion::fromVersion));
        return all;
    }

    private Path existing(IndexSuggestion suggestion) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("V")
                            && file.getFileName().toString().endsWith("__" + nameOf(suggestion) + ".md"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String nameOf(IndexSuggestion suggestion) {
        return "add_index_" + suggestion.name().replaceAll("_ix$", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isWithin(Path folder, Path changes) {
        try {
            Path real = folder;
            while (!Files.exists(real)) {
                real = real.getParent();
            }
            return real.toRealPath()
                    .resolve(real.relativize(folder))
                    .normalize()
                    .startsWith(changes.toRealPath());
        } catch (IOException e) {
            return folder.startsWith(changes);
        }
    }
}

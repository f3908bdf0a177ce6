package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads directories of one change folder; no file outside of it is ever read, whatever a link says. */
final class FolderListing {

    private final Path root;

    private FolderListing(Path root) {
        this.root = root;
    }

    static FolderListing of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Refusal.badInput(
                    "no-change-folder", "There is no change folder " + folder + ". Create it, or correct the setting.");
        }
        try {
            return new FolderListing(folder.toRealPath());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    Path root() {
        return root;
    }

    /** Regular files directly in it, in order of name, hidden ones left out; none when the directory is not there. */
    List<Path> files(String directory) {
        return entries(directory).stream().filter(Files::isRegularFile).toList();
    }

    List<String> directories(String directory) {
        return entries(directory).stream()
                .filter(Files::isDirectory)
                .map(p -> p.getFileName().toString())
                .toList();
    }

    ChangeFile read(Path file) {
        return ChangeFile.read(file, root.relativize(file).toString().replace('\\', '/'));
    }

    private List<Path> entries(String directory) {
        Path dir = root.resolve(directory);
        if (!Files.exists(dir)) {
            return List.of();
        }
        demandInside(dir);
        try (Stream<Path> all = Files.list(dir)) {
            List<Path> entries = all.filter(p -> !p.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(p -> p.getFileName().toString()))
                    .toList();
            entries.forEach(this::demandInside);
            return entries;
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    private void demandInside(Path path) {
        Path real;
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (!real.startsWith(root)) {
            throw Refusal.badInput(
                    "link-out-of-folder",
                    root.relativize(path) + " is a link that leaves the change folder. Put the file itself there.");
        }
    }

    private static Refusal unreadable(Path path, IOException e) {
        return new Refusal(
                Refusal.Kind.BAD_INPUT,
                "unreadable-change-folder",
                "The change folder can't be read at " + path + " ("
                        + e.getClass().getSimpleName() + "). Check that it exists and its rights.",
                e);
    }
}

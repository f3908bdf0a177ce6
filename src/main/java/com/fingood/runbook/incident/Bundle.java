package com.fingood.runbook.incident;

import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is there as a whole or not at all: written under another name beside its place and renamed at the end. What a killed
 * process left is thrown away by the next one for the same place.
 */
final class Bundle {

    static final String MANIFEST = "manifest.json";

    private final Path place;
    private final Path growing;

    private Bundle(Path place, Path growing) {
        this.place = place;
        this.growing = growing;
    }

    /**
     * @param place must not exist, or be an empty folder
     * @throws Refusal BAD_INPUT {@code folder-not-empty}, {@code folder-not-writable}
     */
    static Bundle at(Path place) {
        Path whole = place.toAbsolutePath().normalize();
        try {
            if (Files.exists(whole)
                    && (!Files.isDirectory(whole) || !contents(whole).isEmpty())) {
                throw Refusal.badInput(
                        "folder-not-empty",
                        "Nothing was preserved: " + place
                                + " is there already. Name a folder that does not exist yet.");
            }
            PrivateFiles.home(whole.getParent());
            Path growing = whole.resolveSibling("." + whole.getFileName() + ".partial");
            delete(growing);
            return new Bundle(whole, PrivateFiles.folder(growing));
        } catch (IOException e) {
            throw notWritable(place, e);
        }
    }

    /** @return SHA-256 of the file */
    String add(String file, byte[] content) {
        try {
            return Documents.write(growing.resolve(file), content);
        } catch (IOException e) {
            throw notWritable(place, e);
        }
    }

    Path place() {
        return place;
    }

    /** Writes the manifest and its own SHA-256, which {@code sha256sum -c} reads, and gives the folder its name. */
    String seal(Object manifest) {
        String sha256 = add(MANIFEST, Documents.json(manifest));
        add(MANIFEST + ".sha256", (sha256 + "  " + MANIFEST + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            Files.move(growing, place, StandardCopyOption.ATOMIC_MOVE);
            return sha256;
        } catch (IOException e) {
            throw notWritable(place, e);
        }
    }

    void discard() {
        try {
            delete(growing);
        } catch (IOException e) {
            throw notWritable(place, e);
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Refusal notWritable(Path folder, IOException cause) {
        return new Refusal(
                Refusal.Kind.FAILED,
                "folder-not-writable",
                "The folder " + folder + " can't be written ("
                        + cause.getClass().getSimpleName() + "). See to its disk and its rights, and try again.",
                cause);
    }
}

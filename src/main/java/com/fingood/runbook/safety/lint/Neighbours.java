package com.fingood.runbook.safety.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files beside scripts; each folder is listed once for a check, however many scripts lie in it. */
final class Neighbours {

    private final Map<Path, List<Path>> listed = new HashMap<>();
    private final Map<Path, Boolean> changeFolders = new HashMap<>();

    /** A folder without any undo or document is no change folder, and its scripts lack nothing. */
    boolean isChangeFolder(Path folder) {
        return changeFolders.computeIfAbsent(
                folder,
                one -> find(one, "U", ".sql").isPresent()
                        || find(one, "V", ".md").isPresent());
    }

    /** @return the first by name; empty also when the folder can't be read */
    Optional<Path> find(Path folder, String prefix, String suffix) {
        return listed.computeIfAbsent(folder, Neighbours::list).stream()
                .filter(file -> {
                    String name = file.getFileName().toString();
                    return name.startsWith(prefix) && name.contains("__") && name.endsWith(suffix);
                })
                .findFirst();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

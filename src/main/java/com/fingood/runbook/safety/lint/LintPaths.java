package com.fingood.runbook.safety.lint;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The scripts below the paths that somebody gave. */
final class LintPaths {

    private LintPaths() {}

    /**
     * @return real path to the name as given, each file once, folders in order of name
     * @throws Refusal BAD_INPUT {@code no-such-path}, {@code no-scripts} or {@code unreadable-path}
     */
    static Map<Path, Path> scripts(List<Path> given) {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (Path path : given) {
            if (!Files.exists(path)) {
                throw Refusal.badInput(
                        "no-such-path", path + " does not exist. Name scripts, or folders with scripts.");
            }
            try (Stream<Path> all = below(path)) {
                all.forEach(file -> found.putIfAbsent(real(file), file));
            } catch (IOException | UncheckedIOException e) {
                throw Refusal.badInput("unreadable-path", path + " can't be read. Check its rights.");
            }
        }
        if (found.isEmpty()) {
            throw Refusal.badInput(
                    "no-scripts", "There is no .sql file below " + given.get(0) + ": nothing was checked.");
        }
        return found;
    }

    private static Stream<Path> below(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        return Files.walk(path)
                .filter(file ->
                        file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
                .filter(Files::isRegularFile)
                .sorted();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

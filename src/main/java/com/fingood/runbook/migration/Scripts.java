package com.fingood.runbook.migration;

import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The only files that Flyway gets to see: nothing is scanned, so nothing else in a folder can be picked up. */
final class Scripts implements ResourceProvider {

    private final List<Script> files;

    private Scripts(List<Script> files) {
        this.files = List.copyOf(files);
    }

    static Scripts none() {
        return new Scripts(List.of());
    }

    /**
     * One script and Flyway's settings for it. Where there are none and the script is one statement that the server refuses in a
     * transaction without Flyway knowing it, they say so.
     */
    static Scripts only(Script script, Optional<ChangeFile> settings) {
        List<Script> files = new ArrayList<>(List.of(script));
        settings.map(Script::of).or(() -> outsideTransaction(script)).ifPresent(files::add);
        return new Scripts(files);
    }

    private static Optional<Script> outsideTransaction(Script script) {
        return Concurrently.needsSettings(script.text())
                ? Optional.of(Script.generated(Path.of(script.name() + ".conf"), "executeInTransaction=false\n"))
                : Optional.empty();
    }

    /** Every versioned script of a change folder; none when there is no such folder. */
    static Scripts inFolder(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return none();
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "V*__*.sql{,.conf}")) {
            List<Script> files = new ArrayList<>();
            paths.forEach(path -> files.add(Script.read(path)));
            files.sort(Comparator.naturalOrder());
            return new Scripts(files);
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.BAD_INPUT, "unreadable-folder", "The change folder " + folder + " can't be read.", e);
        }
    }

    @Override
    public LoadableResource getResource(String name) {
        return files.stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(f -> f.name().startsWith(prefix) && Stream.of(suffixes).anyMatch(f.name()::endsWith))
                .map(LoadableResource.class::cast)
                .toList();
    }
}

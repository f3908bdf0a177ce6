package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Baselines that people took, one file each below {@code RUNBOOK_HOME/performance/<target>}, so that commands work without the engine.
 * The newest counts; earlier ones stay. A run keeps its own beside its other facts.
 */
public final class Baselines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".json";

    private final Path folder;

    /** @param home RUNBOOK_HOME */
    public Baselines(Path home) {
        this.folder = home.resolve("performance");
    }

    /**
     * @return the file that it was kept in
     * @throws Refusal FAILED {@code baseline-not-kept}
     */
    public Path save(Measurement measurement) {
        Path file = folder.resolve(measurement.target()).resolve(NAME.format(measurement.taken()) + SUFFIX);
        try {
            PrivateFiles.home(folder.getParent());
            PrivateFiles.folder(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "new", ".tmp", PrivateFiles.attributes(file));
            Files.write(whole, JSON.writeValueAsBytes(measurement));
            return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.failed(
                    "baseline-not-kept",
                    "The baseline of " + measurement.target() + " could not be written to " + file
                            + ". Check the folder's free space and rights.");
        }
    }

    /**
     * The newest; empty when nobody took one.
     *
     * @throws Refusal FAILED {@code baseline-unreadable}
     */
    public Optional<Measurement> latest(Target target) {
        return file(target.name()).map(Baselines::read);
    }

    private Optional<Path> file(String target) {
        Path of = folder.resolve(target);
        if (!Files.isDirectory(of)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(of)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException e) {
            throw unreadable(of);
        }
    }

    private static Measurement read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Measurement.class);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Refusal unreadable(Path file) {
        return Refusal.failed(
                "baseline-unreadable",
                "The baseline " + file + " can't be read. Take a new one with 'performance --baseline'.");
    }
}

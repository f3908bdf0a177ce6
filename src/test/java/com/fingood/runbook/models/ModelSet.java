package com.fingood.runbook.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files that are deployed together, by their name with ending: rules look across them. */
record ModelSet(Map<String, String> files, Map<String, ModelFile> models, Map<String, FormFile> forms) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ModelSet ofTheProject() {
        Map<String, String> files = new TreeMap<>();
        for (String folder : new String[] {"processes", "forms"}) {
            try (Stream<Path> paths = Files.list(Path.of(folder))) {
                paths.forEach(path -> files.put(path.getFileName().toString(), text(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return of(files);
    }

    static ModelSet of(Map<String, String> files) {
        Map<String, ModelFile> models = new TreeMap<>();
        Map<String, FormFile> forms = new TreeMap<>();
        files.forEach((file, text) -> {
            String name = file.substring(0, file.lastIndexOf('.'));
            if (file.endsWith(".bpmn")) models.put(name, ModelFile.of(name, text));
            if (file.endsWith(".form")) forms.put(name, form(name, text));
        });
        return new ModelSet(files, models, forms);
    }

    /** The same files, one of them changed; refuses a change that changes nothing, since it would prove nothing. */
    ModelSet with(String file, String regex, String replacement) {
        String before = files.get(file);
        String after = before.replaceFirst(regex, replacement);
        if (after.equals(before)) throw new IllegalArgumentException(file + " holds no " + regex);
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(file, after);
        return of(changed);
    }

    ModelSet without(String file) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.remove(file);
        return of(changed);
    }

    Stream<ModelFile> each() {
        return models.values().stream();
    }

    private static FormFile form(String name, String text) {
        try {
            return new FormFile(name, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One version's script with all that is reviewed beside it, as it was when it was read. */
public final class Change {

    private final String version;
    private final String name;
    private final ChangeFile script;
    private final Optional<ChangeFile> undo;
    private final Optional<ChangeFile> documentFile;
    private final Optional<ChangeFile> scriptSettings;
    private final Optional<ChangeFile> undoSettings;
    private final Optional<ChangeDocument> document;
    private final List<Problem> problems;

    Change(
            String version,
            String name,
            ChangeFile script,
            Optional<ChangeFile> undo,
            Optional<ChangeFile> documentFile,
            Optional<ChangeFile> scriptSettings,
            Optional<ChangeFile> undoSettings) {
        this.version = version;
        this.name = name;
        this.script = script;
        this.undo = undo;
        this.documentFile = documentFile;
        this.scriptSettings = scriptSettings;
        this.undoSettings = undoSettings;
        List<Problem> found = new ArrayList<>();
        textProblem(script, found);
        undo.ifPresentOrElse(file -> textProblem(file, found), () -> found.add(missing("U", "sql", "undo script")));
        this.document = readDocument(found);
        this.problems = List.copyOf(found);
    }

    /** As the script's file name spells it. */
    public String version() {
        return version;
    }

    /** The part of the file name behind {@code __}, as written. */
    public String name() {
        return name;
    }

    public ChangeFile script() {
        return script;
    }

    public Optional<ChangeFile> undo() {
        return undo;
    }

    public Optional<ChangeFile> documentFile() {
        return documentFile;
    }

    /** Flyway's settings for this one script, {@code V...sql.conf}: they decide whether it runs in a transaction. */
    public Optional<ChangeFile> scriptSettings() {
        return scriptSettings;
    }

    public Optional<ChangeFile> undoSettings() {
        return undoSettings;
    }

    /** Empty when there is none, or none that can be read as text: see {@link #problems()}. */
    public Optional<ChangeDocument> document() {
        return document;
    }

    /** Everything that keeps it from being complete, not just the first; empty = complete. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is reviewed of it: {@code script}, {@code undo}, {@code document}, {@code script-settings}, ... to SHA-256. */
    public SortedMap<String, String> sha256s() {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("script", script.sha256());
        Map.of("undo", undo, "document", documentFile, "script-settings", scriptSettings, "undo-settings", undoSettings)
                .forEach((key, file) -> file.ifPresent(f -> all.put(key, f.sha256())));
        return all;
    }

    private Optional<ChangeDocument> readDocument(List<Problem> found) {
        if (documentFile.isEmpty()) {
            found.add(missing("V", "md", "document"));
            return Optional.empty();
        }
        ChangeFile file = documentFile.get();
        int before = found.size();
        String text = textProblem(file, found);
        if (found.size() > before) {
            return Optional.empty();
        }
        ChangeDocument read = DocumentReader.read(file.name(), text);
        found.addAll(read.problems());
        return Optional.of(read);
    }

    private static String textProblem(ChangeFile file, List<Problem> found) {
        try {
            return file.text();
        } catch (Refusal e) {
            found.add(new Problem(file.name(), e.getMessage(), "Correct the file."));
            return "";
        }
    }

    private Problem missing(String prefix, String suffix, String what) {
        String wanted = prefix + version + "__" + name + "." + suffix;
        return new Problem(wanted, "the " + what + " is missing", "Add " + wanted + ".");
    }
}

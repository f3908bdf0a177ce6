package com.fingood.runbook.safety.lint;

import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.safety.sql.Flaw;
import com.fingood.runbook.safety.sql.Script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script to check.
 *
 * @param name what findings call it
 * @param text of the whole file; of a file that can't be read as text, what can be
 * @param flaws why it could not be read as text
 */
public record ScriptFile(String name, String text, List<Flaw> flaws) {

    /** A larger file is not read; the finding says so. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    public ScriptFile {
        flaws = List.copyOf(flaws);
    }

    public static ScriptFile of(String name, String text) {
        return new ScriptFile(name, text, List.of());
    }

    /** @throws Refusal BAD_INPUT {@code unreadable-file} */
    public static ScriptFile read(Path path, String name) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                return new ScriptFile(name, "", List.of(ScriptBytes.tooLarge(MAX_BYTES)));
            }
            return ScriptBytes.decode(name, Files.readAllBytes(path));
        } catch (IOException e) {
            throw Refusal.badInput(
                    "unreadable-file",
                    name + " can't be read (" + e.getClass().getSimpleName()
                            + "). Check that it exists and its rights.");
        }
    }

    /** The bytes that were reviewed. */
    static ScriptFile of(ChangeFile file) {
        if (file.size() > MAX_BYTES) {
            return new ScriptFile(file.name(), "", List.of(ScriptBytes.tooLarge(MAX_BYTES)));
        }
        return read(file.path(), file.name());
    }

    Script parsed() {
        Script script = Script.read(name, text);
        if (flaws.isEmpty()) {
            return script;
        }
        List<Flaw> all = new ArrayList<>(flaws);
        all.addAll(script.flaws());
        return new Script(name, text, script.statements(), script.comments(), all);
    }
}

package com.fingood.runbook.safety.lint;

import com.fingood.runbook.change.ChangeFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a script runs in one transaction: it does, unless the settings beside it say otherwise. */
final class Settings {

    private static final Pattern NO_TRANSACTION =
            Pattern.compile("(?im)^\\s*executeInTransaction\\s*[=:]\\s*false\\s*$");

    private Settings() {}

    static boolean runInTransaction(Optional<ChangeFile> settings) {
        return settings.map(file -> runInTransaction(file.path())).orElse(true);
    }

    /** @param file need not exist; one that can't be read changes nothing, which is the stricter reading */
    static boolean runInTransaction(Path file) {
        try {
            return !Files.exists(file)
                    || !NO_TRANSACTION
                            .matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                            .find();
        } catch (IOException e) {
            return true;
        }
    }
}

package com.fingood.runbook.incident;

import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Documents of an incident for people, in files that only their owner reads; an earlier one is never replaced. */
public final class IncidentFiles {

    private IncidentFiles() {}

    /**
     * @param home the server's; they lie below {@code incidents/<run>}
     * @param name without number and ending
     * @throws Refusal FAILED {@code folder-not-writable}
     */
    public static Path keep(Path home, String run, String name, List<String> lines) {
        Path folder = PrivateFiles.folder(home.resolve("incidents").resolve(run));
        int number = 1;
        while (Files.exists(folder.resolve(name + "-" + number + ".md"))) {
            number++;
        }
        Path file = folder.resolve(name + "-" + number + ".md");
        try {
            Documents.write(file, String.join("\n", lines) + "\n");
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED,
                    "folder-not-writable",
                    "The file " + file + " can't be written. See to its disk and its rights.",
                    e);
        }
    }
}

package com.fingood.runbook.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was preserved; {@code manifest.json} of its folder.
 *
 * @param target the target's name
 * @param about the run or issue that it was preserved for; null = a command outside any
 * @param folder where it lies
 * @param started when the first part was read
 * @param finished when the last was
 * @param files what was kept
 * @param missing what could not be had
 * @param sha256 of the manifest, which names the SHA-256 of every file; null within the manifest itself
 */
public record Preserved(
        String target,
        String about,
        String folder,
        Instant started,
        Instant finished,
        List<KeptFile> files,
        List<Missing> missing,
        String sha256) {

    /** @param millis how long reading it took */
    public record KeptFile(String file, long bytes, String sha256, long millis) {}

    /** @param why in words */
    public record Missing(String file, String why) {}

    public Preserved {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
    }

    /** For people: what is kept where, and what is not. */
    public String words() {
        return files.size() + " parts are kept in " + folder + " (SHA-256 of its manifest " + sha256 + ")"
                + (missing.isEmpty() ? "." : "; " + missing.size() + " could not be had, the manifest says why.");
    }

    /** Whether the target said anything about itself. */
    @JsonIgnore
    public boolean answered() {
        return files.stream().anyMatch(file -> file.file().equals("activity.json"));
    }

    /** For the ledger. */
    public Map<String, Object> details() {
        return Map.of("folder", folder, "sha256", sha256, "parts", files.size(), "missing", missing.size());
    }

    Preserved sealed(String manifestSha256) {
        return new Preserved(target, about, folder, started, finished, files, missing, manifestSha256);
    }
}

package com.fingood.runbook.process.demo;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The demo's own folder under RUNBOOK_HOME, made anew for each demo; never anything else is deleted. */
final class DemoHome {

    private static final String MARK = ".runbook-demo";

    private final Path folder;

    private DemoHome(Path folder) {
        this.folder = folder;
    }

    /** @throws Refusal REFUSED when the folder was not made by a demo */
    static DemoHome fresh(Path runbookHome) {
        Path folder = runbookHome.toAbsolutePath().normalize().resolve("demo");
        try {
            if (Files.exists(folder)) {
                clear(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(MARK), "Made by './runbook demo', which empties this folder at its start.\n");
            return new DemoHome(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's folder " + folder + " can't be made", e);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(MARK))) {
            throw Refusal.refused(
                    "not-a-demo-folder",
                    folder + " was not made by a demo and is left alone. Move it away, or set RUNBOOK_HOME elsewhere.");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    Path folder() {
        return folder;
    }

    Path evidenceFile(RunId run) {
        try {
            return Files.createDirectories(folder.resolve("evidence")).resolve(run + ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration that commands beside the demo use. */
    Path writeConfiguration(Path changes) {
        String yaml =
                """
                # The demo's configuration; commands in another terminal use it too.
                runbook:
                  home: '%1$s'
                  targets:
                    ledger:
                      environment: production
                      url: jdbc:h2:file:%1$s/ledger;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH
                      username: runbook
                      password: demo
                      changes: '%2$s'
                      backups: '%1$s/backups/ledger'
                      disk: { path: '%1$s' }
                      limits: { disk-free: 5%% }
                """
                        .formatted(folder, changes.toAbsolutePath().normalize());
        try {
            return Files.writeString(folder.resolve("runbook.yml"), yaml, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

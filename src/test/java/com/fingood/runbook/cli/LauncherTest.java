package com.fingood.runbook.cli;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./runbook} as somebody starts it who has just cloned the project; in a copy, since it builds. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./runbook is a POSIX shell script")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherTest {

    private static final List<String> SOURCES =
            List.of("pom.xml", "mvnw", "runbook", ".mvn", "src/main", "processes", "forms", "changes");

    private Path clone;

    /** @param output standard output; @param messages standard error */
    private record Ended(int exitCode, String output, String messages) {}

    @BeforeAll
    void copy() throws IOException {
        clone = Files.createTempDirectory("rb-clone").resolve("a folder");
        for (String source : SOURCES) {
            if (Files.exists(Path.of(source))) {
                copy(Path.of(source));
            }
        }
    }

    @AfterAll
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(clone.getParent())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    @Test
    void a_fresh_clone_builds_once_and_answers_from_any_folder_and_through_a_link() throws Exception {
        Path elsewhere = Files.createDirectories(clone.resolveSibling("elsewhere"));
        Files.writeString(
                elsewhere.resolve("mine.yaml"),
                """
                runbook.targets.shop:
                  url: jdbc:h2:file:./shop
                  username: runbook
                  password: none
                  changes: changes
                  backups: backups
                """);
        Path link = Files.createSymbolicLink(elsewhere.resolve("rb"), clone.resolve("runbook"));

        Ended first = start(elsewhere, link.toString(), "--config", "mine.yaml", "targets");
        assertThat(first.exitCode()).as(first.messages()).isZero();
        assertThat(first.output()).contains("shop", "production");
        assertThat(first.messages().lines())
                .containsExactly("runbook: building (once after each change of the sources) ...");

        Ended second = start(elsewhere, link.toString(), "--config", "mine.yaml", "targets");
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(second.messages()).isEmpty();

        assertThat(start(elsewhere, link.toString(), "tragets").exitCode()).isEqualTo(2);
        a_broken_source_starts_nothing(link);
    }

    private void a_broken_source_starts_nothing(Path link) throws Exception {
        Files.writeString(clone.resolve("src/main/java/com/fingood/runbook/cli/Broken.java"), "class Broken {");

        Ended broken = start(link.getParent(), link.toString(), "targets");

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.output()).isEmpty();
        assertThat(broken.messages()).contains("the build failed; nothing was started", "Broken.java");
    }

    private static Ended start(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rb-launcher", ".out");
        Path messages = Files.createTempFile("rb-launcher", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(messages.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(messages, StandardCharsets.UTF_8));
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = clone.resolve(file.toString());
                Files.createDirectories(to.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}

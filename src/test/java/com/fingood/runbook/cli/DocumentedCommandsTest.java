package com.fingood.runbook.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** What the documentation tells people to type can be typed: command, options and number of arguments are known. */
class DocumentedCommandsTest {

    private static final Pattern COMMAND = Pattern.compile("^\\s*\\$ ((?:[A-Z_]+=\\S+ )*)\\./runbook\\b ?(.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** @param words the arguments, as a shell would hand them over */
    record Documented(String where, List<String> words) {
        @Override
        public String toString() {
            return where + ": runbook " + String.join(" ", words);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("documented")
    void a_documented_command_is_understood(Documented command) {
        CommandLine tree = CommandTree.of(new Invocation(Surroundings.ofThisProcess()));

        assertThatCode(() -> tree.parseArgs(command.words().toArray(String[]::new)))
                .as(command.toString())
                .doesNotThrowAnyException();
    }

    static Stream<Documented> documented() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        if (Files.isDirectory(Path.of("docs"))) {
            try (Stream<Path> all = Files.walk(Path.of("docs"))) {
                all.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream().filter(Files::exists).flatMap(DocumentedCommandsTest::commandsOf);
    }

    @Test
    void a_line_is_read_as_a_shell_would() {
        assertThat(commands("p.md", List.of("text", "    $ A=b ./runbook undo x --reason \"it fails\" | jq . # why")))
                .containsExactly(new Documented("p.md:2", List.of("undo", "x", "--reason", "it fails")));
        assertThat(commands("p.md", List.of("$ ./runbook", "$ ./runbooks x", "./runbook y")))
                .hasSize(1);
    }

    private static Stream<Documented> commandsOf(Path page) {
        try {
            return commands(page.toString(), Files.readAllLines(page)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Documented> commands(String page, List<String> lines) {
        List<Documented> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher command = COMMAND.matcher(lines.get(i));
            if (command.matches()) {
                found.add(new Documented(page + ":" + (i + 1), words(command.group(2))));
            }
        }
        return found;
    }

    /** Up to the first pipe, redirection, {@code &&} or comment. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String plain = word.group(3);
            if (plain != null && plain.matches("[|>&;#].*|\\d?>.*")) {
                break;
            }
            words.add(plain != null ? plain : word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }
}

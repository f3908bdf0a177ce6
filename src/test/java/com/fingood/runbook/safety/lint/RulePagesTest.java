package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.rules.RuleText;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every rule is complete: class, page, bad and good example; and no page tells of a rule that is no more. */
class RulePagesTest {

    private static final String TO_WRITE_THEM =
            "./mvnw test -Dtest=RulePagesTest -Drunbook.write-pages=true writes the pages";

    /** What the catalogue promises; a rule that is added or removed is added or removed here as well. */
    private static final List<String> PROMISED = List.of(
            "LK1", "LK2", "LK3", "LK4", "LK5", "LK7", "LK8", "LK9", "LK10", "LK11", "LK12", "LK13", "LK15", "RW1",
            "RW2", "RW3", "RW4", "DL1", "DL2", "DL4", "BC1", "BC2", "TX1", "TX2", "TX3", "TX4", "TX5", "TX6", "SC1",
            "SC2", "SC3", "ST1", "ST2", "ST3", "DO1", "PR1", "NU1", "WV1", "WV2");

    @Test
    void the_catalogue_holds_what_it_promises() {
        assertThat(RuleCatalogue.texts()).extracting(RuleText::id).containsExactlyElementsOf(PROMISED);
    }

    @Test
    void the_pages_are_those_of_the_rules() throws IOException {
        Map<String, String> pages = RulePages.all();
        if (Boolean.getBoolean("runbook.write-pages")) {
            write(pages);
        }

        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = RulePages.FOLDER.resolve(page.getKey());
            assertThat(file).as(TO_WRITE_THEM).exists();
            assertThat(Files.readString(file)).as(TO_WRITE_THEM).isEqualTo(page.getValue());
        }
        assertThat(names(RulePages.FOLDER)).containsExactlyInAnyOrderElementsOf(pages.keySet());
    }

    @Test
    void every_example_belongs_to_a_rule() throws IOException {
        assertThat(names(Path.of("src/test/resources/safety"))).containsExactlyInAnyOrderElementsOf(PROMISED);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(RulePages.FOLDER);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(RulePages.FOLDER.resolve(page.getKey()), page.getValue());
        }
    }
}

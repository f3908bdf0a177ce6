package com.fingood.runbook.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangeDigestTest {

    private static final String URL = "jdbc:postgresql://db:5432/ledger";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : new String[] {"V1__x.sql", "U1__x.sql", "V1__x.md", "V1__x.sql.conf"}) {
            Files.writeString(folder.resolve(name), "-- " + name);
        }
        Files.createDirectories(folder.resolve("checks/integrity"));
        Files.writeString(folder.resolve("checks/integrity/a.sql"), "-- id: a\nselect 1");
        Files.createDirectories(folder.resolve("performance"));
        Files.writeString(folder.resolve("performance/q.sql"), "select 1");
    }

    @ParameterizedTest
    @CsvSource({
        "V1__x.sql, script changed",
        "U1__x.sql, undo changed",
        "V1__x.md, document changed",
        "V1__x.sql.conf, script-settings changed",
        "checks/integrity/a.sql, checks/integrity/a.sql changed",
        "checks/integrity/b.sql, checks/integrity/b.sql is new",
        "performance/q.sql, performance/q.sql changed"
    })
    void any_reviewed_file_that_changes_is_named(String file, String difference) throws IOException {
        ChangeDigest before = digest();
        Files.writeString(folder.resolve(file), "something else");

        assertThat(before.differencesTo(digest())).containsExactly(difference);
        assertThat(digest().value()).isNotEqualTo(before.value());
    }

    @Test
    void the_same_files_give_the_same_digest() {
        assertThat(digest()).isEqualTo(digest());
        assertThat(digest().value()).matches("[0-9a-f]{64}").isEqualTo(digest().value());
    }

    @Test
    void the_target_counts_and_its_credentials_do_not() {
        ChangeDigest plain = target(URL, "production");

        assertThat(plain.differencesTo(target(URL + "?user=a&password=b", "production")))
                .isEmpty();
        assertThat(plain.differencesTo(target("jdbc:postgresql://a:b@db:5432/ledger", "production")))
                .isEmpty();
        assertThat(target("jdbc:h2:file:/x;MODE=PostgreSQL", "staging"))
                .isEqualTo(target("jdbc:h2:file:/x;USER=a;PASSWORD=b;MODE=PostgreSQL", "staging"));
        assertThat(plain.differencesTo(target(URL + "2", "production"))).containsExactly("target.url changed");
        assertThat(plain.differencesTo(target(URL + "?ssl=true&password=b", "staging")))
                .containsExactly("target.environment changed", "target.url changed");
    }

    @Test
    void what_callers_add_is_named_as_well() {
        ChangeDigest rehearsed = digest().withText("rehearsal", "lossless");

        assertThat(digest().differencesTo(rehearsed)).containsExactly("rehearsal is new");
        assertThat(rehearsed.differencesTo(rehearsed.withText("rehearsal", "lossy")))
                .containsExactly("rehearsal changed");
        assertThatThrownBy(() -> digest().withText("two\nlines", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_survives_json_and_a_forged_component_does_not() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ChangeDigest digest = target(URL, "production");
        String text = json.writeValueAsString(digest);

        assertThat(json.readValue(text, ChangeDigest.class)).isEqualTo(digest);
        String forged = text.replace(digest.components().get("script"), "0".repeat(64));
        assertThatThrownBy(() -> json.readValue(forged, ChangeDigest.class)).hasMessageContaining("does not fit");
    }

    private ChangeDigest digest() {
        ChangeFolder changes = ChangeFolder.at(folder);
        return ChangeDigest.of(changes.change("1"), changes);
    }

    private ChangeDigest target(String url, String environment) {
        return digest().withTarget("ledger", environment, url, Map.of("migration", "PT1H"));
    }
}

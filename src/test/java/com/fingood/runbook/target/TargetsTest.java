package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TargetsTest {

    private static final String URL = "jdbc:postgresql://127.0.0.1:5432/ledger";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://x/y | .url",
                "jdbc:h2:mem:x | .url",
                "jdbc:h2:file: | .url",
                "jdbc:h2:file:./x;DB_CLOSE_ON_EXIT=FALSE | .url",
                "jdbc:postgresql://127.0.0.1:5432/ledger?password=hidden | .url",
                "jdbc:h2:file:./x;USER=sa;PASSWORD=hidden | .url"
            })
    void a_bad_url_names_key_and_what_is_right_and_no_password(String url, String key) {
        Refusal refusal = refusalOf("ledger", properties(url, "p", null, null, null));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        assertThat(refusal)
                .hasMessageContaining("runbook.targets.ledger" + key)
                .hasMessageContaining("it must be")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void exactly_one_of_password_and_password_file_is_given() {
        assertThat(refusalOf("ledger", properties(URL, null, null, null, null))).hasMessageContaining("password-file");
        assertThat(refusalOf("ledger", properties(URL, "hidden", Path.of("f"), null, null)))
                .hasMessageContaining("beside")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void names_limits_and_staging_are_checked() {
        TargetProperties good = properties(URL, "p", null, null, null);
        assertThat(refusalOf("no spaces", good)).hasMessageContaining("letters");
        assertThat(refusalOf("ledger", properties(URL, "p", null, Duration.ZERO, null)))
                .hasMessageContaining("limits.migration");
        assertThat(refusalOf("ledger", properties(URL, "p", null, null, "nowhere")))
                .hasMessageContaining(".staging is nowhere");
        assertThat(refusalOf("ledger", properties(URL, "p", null, null, "ledger")))
                .hasMessageContaining("another target");
    }

    @Test
    void an_unknown_target_is_refused_with_the_list_of_those_there_are() {
        Targets targets = new Targets(Map.of("ledger", properties(URL, "p", null, null, null)));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> targets.get("legder"));

        assertThat(refusal).hasMessageContaining("legder").hasMessageContaining("ledger");
    }

    @Test
    void the_password_is_the_first_line_of_its_file_read_anew_each_time(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "first\nrest\n");
        TargetProperties properties = properties(URL, null, file, null, null);
        assertThat(properties.secret()).isEqualTo("first");

        Files.writeString(file, "rotated");
        assertThat(properties.secret()).isEqualTo("rotated");

        Files.delete(file);
        assertThat(catchThrowableOfType(Refusal.class, properties::secret).code())
                .isEqualTo("password-file-unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://h1:1,h2:2/ledger?sslmode=require | ledger",
                "jdbc:postgresql://h/ | runbook",
                "jdbc:postgresql:ledger | ledger"
            })
    void a_postgresql_url_gives_its_database_and_takes_another(String url, String database) {
        assertThat(PostgresUrl.databaseOf(url, "runbook")).isEqualTo(database);
        String other = PostgresUrl.inDatabase(url, "other \"x\"");
        assertThat(PostgresUrl.databaseOf(other, "runbook")).isEqualTo("other \"x\"");
        assertThat(other.contains("sslmode")).isEqualTo(url.contains("sslmode"));
    }

    private static Refusal refusalOf(String name, TargetProperties properties) {
        return catchThrowableOfType(Refusal.class, () -> new Targets(Map.of(name, properties)));
    }

    private static TargetProperties properties(
            String url, String password, Path file, Duration migration, String staging) {
        return new TargetProperties(
                null,
                url,
                "runbook",
                password,
                file,
                Path.of("changes"),
                Path.of("backups"),
                null,
                new TargetProperties.Limits(null, null, null, migration, null, null, null, null, null, null, null),
                staging,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

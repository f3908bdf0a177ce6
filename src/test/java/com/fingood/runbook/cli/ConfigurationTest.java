package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationTest {

    private static final String LEDGER =
            """
            runbook:
              targets:
                ledger:
                  environment: staging
                  url: jdbc:postgresql://127.0.0.1:5432/ledger
                  username: runbook
                  password: ${LEDGER_PASSWORD:hidden}
                  changes: changes/ledger
                  backups: data/backups
                  limits: { disk-free: 20%, migration: 10m }
            """;

    @TempDir
    private Path folder;

    @Test
    void targets_are_listed_without_a_secret() throws IOException {
        CommandRun run = targets(LEDGER);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("staging").doesNotContain("hidden");
        JsonNode ledger = run.json().path("targets").path(0);
        assertThat(ledger.path("target").asText()).isEqualTo("ledger");
        assertThat(ledger.path("changes").asText()).isEqualTo("changes/ledger");
    }

    @Test
    void a_later_file_wins_over_an_earlier_one_and_the_environment_over_both() throws IOException {
        Path more = Files.writeString(
                folder.resolve("more.yaml"), "runbook.targets.ledger: { environment: development, username: other }\n");

        CommandRun run = CommandRun.with(
                Map.of("RUNBOOK_TARGETS_LEDGER_USERNAME", "third"),
                null,
                "targets",
                "--config",
                file(LEDGER),
                "--config",
                more.toString(),
                "--format",
                "json");

        JsonNode ledger = run.json().path("targets").path(0);
        assertThat(ledger.path("environment").asText()).isEqualTo("development");
        assertThat(ledger.path("username").asText()).isEqualTo("third");
    }

    @Test
    void a_bad_value_names_key_value_and_what_is_right() throws IOException {
        CommandRun run = targets(LEDGER.replace("staging", "stagin"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("runbook.targets.ledger.environment", "'stagin'", "production, staging, development");
        assertThat(targets(LEDGER.replace("10m", "ten")).err())
                .contains("runbook.targets.ledger.limits.migration", "'ten'", "a duration");
    }

    @Test
    void a_misspelled_key_is_refused_since_the_default_would_stay_in_force() throws IOException {
        CommandRun run = targets(LEDGER.replace("environment:", "enviroment:"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("runbook.targets.ledger.enviroment is not a key");
        assertThat(targets(LEDGER.replace("disk-free:", "disc-free:")).err())
                .contains("runbook.targets.ledger.limits.disc-free is not a key of limits", "disk-free");
    }

    @Test
    void an_address_to_ask_must_be_one_and_is_not_repeated_since_it_may_hold_a_login() throws IOException {
        CommandRun run = targets(LEDGER + "      probes: { alert-rules: 'ftp://ops:hidden@host/' }\n");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("runbook.targets.ledger.probes.alert-rules", "http://")
                .doesNotContain("hidden");
    }

    @Test
    void notifications_are_checked_though_a_command_tells_nobody() throws IOException {
        String mail = LEDGER + "  notifications: { mail: { host: smtp, from: runbook@fingood.com } }\n";
        assertThat(targets(mail).exitCode()).isZero();
        assertThat(targets(mail.replace("from:", "form:")).err())
                .contains("runbook.notifications.mail.from is nothing");
        assertThat(targets(mail.replace("host:", "port: 25, hots: a, host:")).err())
                .contains("runbook.notifications.mail.hots is not a key of mail");
        assertThat(targets(mail.replace("mail:", "email:")).err())
                .contains("runbook.notifications.email is not a key of notifications");
        assertThat(targets(mail.replace("mail: {", "contacts: { database-team: nobody }, mail: {"))
                        .err())
                .contains("runbook.notifications.contacts.database-team is 'nobody'");
    }

    @Test
    void a_placeholder_that_nothing_fills_is_refused() throws IOException {
        CommandRun run = targets(LEDGER.replace(":hidden", ""));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("runbook.targets.ledger.password", "${LEDGER_PASSWORD}", "not set");
    }

    @Test
    void a_file_that_is_not_there_or_not_yaml_is_refused_by_its_name() throws IOException {
        assertThat(CommandRun.of("--config", "nowhere.yaml", "targets").err()).contains("nowhere.yaml");
        CommandRun run = targets("runbook: [");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("c.yaml").doesNotContain("\tat ");
    }

    @Test
    void a_bad_command_line_is_refused_in_words_and_as_json() {
        CommandRun run = CommandRun.of("tagets", "--format", "json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tagets");
    }

    @Test
    void every_command_has_help_with_an_example() {
        picocli.CommandLine tree = CommandTree.of(new Invocation(Surroundings.ofThisProcess()));

        assertThat(tree.getSubcommands()).isNotEmpty().allSatisfy((name, command) -> assertThat(
                        command.getUsageMessage())
                .contains("Example"));
    }

    private CommandRun targets(String yaml) throws IOException {
        return CommandRun.of("--config", file(yaml), "--format", "json", "targets");
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("c.yaml"), yaml).toString();
    }
}

package com.fingood.runbook.backup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ToolWordsTest {

    private final ToolWords words = new ToolWords();

    @Test
    void the_tools_errors_are_passed_on_and_chatter_is_not() {
        words.add("pg_dump: last built-in OID is 16383");
        words.add("pg_dump: error: aborting because of server version mismatch");
        words.add("pg_dump: detail: server version: 17.11; pg_dump version: 15.18");

        assertThat(words.errors())
                .isEqualTo(
                        "aborting because of server version mismatch; server version: 17.11; pg_dump version: 15.18");
        assertThat(ToolAdvice.code(words.errors(), "tool-failed")).isEqualTo("tool-version");
    }

    @Test
    void values_of_rows_are_never_passed_on() {
        words.add(
                "pg_restore: error: COPY failed for table \"t\": ERROR:  invalid input syntax for type integer: \"4111\"");
        words.add("CONTEXT:  COPY t, line 1, column id: \"4111\"");
        words.add("pg_restore: detail: Failing row contains (4111).");
        words.add("Command was: COPY public.t (id) FROM stdin; error 4111");
        words.add("DETAIL:  Key (id)=(4111) already exists.");

        assertThat(words.errors()).contains("invalid input syntax").doesNotContain("4111");
    }

    @Test
    void what_was_only_a_warning_is_kept_apart() {
        words.add("pg_dump: warning: there are circular foreign-key constraints on this table:");

        assertThat(words.errors()).isEmpty();
        assertThat(words.warnings()).singleElement().asString().startsWith("there are circular");
    }

    @Test
    void what_a_shell_says_before_the_tool_starts_is_passed_on() {
        words.add("Error response from daemon: No such container: db");

        assertThat(words.errors()).contains("No such container");
    }

    @Test
    void the_grant_for_objects_of_another_owner_is_named() {
        assertThat(ToolAdvice.text("must be member of role \"billing\"", "runbook"))
                .isEqualTo("Run: GRANT \"billing\" TO runbook.");
        assertThat(ToolAdvice.text("must be able to SET ROLE \"billing\"", "runbook"))
                .isEqualTo("Run: GRANT \"billing\" TO runbook.");
    }
}

package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.sql.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as a secret in a script, and that no finding of any rule repeats a card number. */
class SecretInTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update s.c set t = '4111111111111111'",
                "update s.c set t = 5555555555554444",
                "update s.c set t = '4111 1111 1111 1111'",
                "update s.c set t = '3782-822463-10005'",
                "-- the card was 4111-1111-1111-1111\nselect 1",
                "copy s.c (t) from stdin;\n1\t4111111111111111\n\\.\nselect 1",
                "create role r password 'abc'",
                "alter user u with encrypted password 'abc'",
                "create user mapping for u server s options (user 'u', password 'abc')",
                "insert into s.t values ('host=a password=abcdef')",
                "insert into s.t values ('https://user:abcdef@example.org/')",
                "insert into s.t values ('{\"apiKey\": \"abcdef\", \"api_key\": \"abcdef\"}')",
                "update s.t set client_secret = 'abcdef' where id = 1",
                "insert into s.u (hash) values (crypt('abcdef', gen_salt('bf')))"
            })
    void a_card_number_or_a_secret_is_found_wherever_it_stands(String sql) {
        assertThat(check(sql)).extracting(Finding::rule).contains("SC3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update s.c set t = '4111111111111112' where id = 1",
                "update s.c set t = '1700000000000' where id = 1",
                "update s.c set t = 0.4111111111111111 where id = 1",
                "update s.c set t = 'a4111111111111111' where id = 1",
                "update s.c set t = '4111 1111-1111 1111' where id = 1",
                "update s.c set t = '7c3e4111-1111-1111-1111-0123456789ab' where id = 1",
                "update s.u set password = old_password where id = 1",
                "update s.u set password = null, password_changed_on = '2026-01-01' where id = 1",
                "alter role r password null",
                "insert into s.t (name) values ('password policy')",
                "insert into s.t values ('https://example.org/a:b')"
            })
    void what_only_looks_alike_is_none(String sql) {
        assertThat(check(sql)).extracting(Finding::rule).doesNotContain("SC3");
    }

    @Test
    void the_place_is_that_of_the_number() {
        assertThat(check("select 1;\n/* four\n lines */ select\n  '4111111111111111'"))
                .filteredOn(finding -> finding.rule().equals("SC3"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.line()).isEqualTo(4);
                    assertThat(finding.column()).isEqualTo(4);
                    assertThat(finding.statement()).startsWith("select");
                });
    }

    @Test
    void no_finding_of_any_rule_repeats_it() {
        List<Finding> found = check(
                """
                alter table s.a add constraint c check (t <> '4111111111111111');
                alter table s.a add column d text default f('4111 1111 1111 1111');
                alter table s.a alter column "4111111111111111" type text using '4111111111111111';
                grant select on s."4111111111111111" to reporting;
                do $$ begin perform '4111111111111111'; end $$;
                """);

        assertThat(found).hasSizeGreaterThan(6);
        assertThat(found.toString()).doesNotContain("4111111111111111").doesNotContain("4111 1111");
    }

    private static List<Finding> check(String sql) {
        ScriptContext context = ScriptContext.alone(Script.read("script.sql", sql + ";\n"));
        return RuleCatalogue.rules().stream()
                .flatMap(rule -> {
                    Findings findings = new Findings(rule, context);
                    rule.check(context, findings);
                    return findings.found().stream();
                })
                .toList();
    }
}

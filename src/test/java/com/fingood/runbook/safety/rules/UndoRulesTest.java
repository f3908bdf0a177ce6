package com.fingood.runbook.safety.rules;

import com.fingood.runbook.change.PersonalData;
import com.fingood.runbook.change.Problem;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Grammar;
import com.fingood.runbook.safety.sql.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What rules make of a script's surroundings: the change that it undoes, its document, its settings. */
class UndoRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alter table s.a rename to b                   | alter table s.b rename to a
                    alter table s.a rename column c to d          | alter table s.a rename column d to c
                    alter type s.t rename value 'x' to 'y'        | alter type s.t rename value 'y' to 'x'
                    alter table s.a set schema archive            | alter table archive.a set schema s
                    alter table s.a add column c text             | alter table s.a drop column c
                    create table s.n (id bigint)                  | alter table s.n drop column id
                    grant select on s.a to reporting              | revoke select on s.a from reporting
                    create policy p on s.a using (true)           | drop policy p on s.a
                    alter table s.a enable row level security     | alter table s.a disable row level security
                    alter table s.a drop column email             | alter table s.a add column email text
                    alter table s.a drop constraint k             | alter table s.a add constraint k foreign key (c) references s.b (id)
                    alter table s.a alter column c type jsonb     | alter table s.a alter column c type json
                    """)
    void an_undo_may_take_back_what_its_change_did(String change, String undo) {
        assertThat(rules(undo, change)).doesNotContain("BC1", "BC2", "SC1", "SC2", "ST1", "ST2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alter table s.a rename to b          | alter table s.c rename to a        | BC1
                    alter table s.a add column c text    | alter table s.a drop column d      | BC2
                    grant select on s.a to reporting     | revoke select on s.b from reporting | SC1
                    create policy p on s.a using (true)  | drop policy q on s.a               | SC1
                    alter table s.a add column c text    | begin                              | TX1
                    """)
    void an_undo_that_does_more_is_judged(String change, String undo, String rule) {
        assertThat(rules(undo, change)).contains(rule);
    }

    @Test
    void an_undo_without_a_statement_is_no_undo() {
        assertThat(rules("-- nothing to do", "alter table s.a add column c text"))
                .containsExactly("PR1");
    }

    @Test
    void declared_personal_data_is_no_finding_and_declared_card_data_is() {
        List<PersonalData> declared =
                List.of(new PersonalData("customers.email", "p", "r"), new PersonalData("cards.pan", "p", "r"));

        assertThat(check(script("alter table s.customers add column email text"), declared, List.of(), true))
                .isEmpty();
        assertThat(check(script("alter table s.cards add column pan text"), declared, List.of(), true))
                .extracting(Finding::rule)
                .containsExactly("SC2");
    }

    @Test
    void a_problem_of_the_change_is_a_finding_without_a_line() {
        List<Problem> problems = List.of(new Problem("V2.md:4", "risk is missing", "Write risk: low."));

        List<Finding> found = check(script("delete from s.a where id = 1"), List.of(), problems, true);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("PR1");
            assertThat(finding.line()).isNull();
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.condition()).contains("V2.md:4", "risk is missing");
        });
    }

    @Test
    void without_a_transaction_a_script_must_bear_being_run_again() {
        assertThat(check(script("create table s.a (id bigint)"), List.of(), List.of(), false))
                .extracting(Finding::rule)
                .containsExactly("ST3");
        assertThat(check(script("create table if not exists s.a (id bigint)"), List.of(), List.of(), false))
                .isEmpty();
    }

    private static List<String> rules(String undo, String change) {
        ScriptContext context = new ScriptContext(
                script(undo),
                Optional.of(script(change)),
                true,
                TableSizes.UNKNOWN,
                List.of(),
                List.of(),
                new Grammar());
        return check(context).stream().map(Finding::rule).toList();
    }

    private static List<Finding> check(
            Script script, List<PersonalData> declared, List<Problem> problems, boolean transactional) {
        return check(new ScriptContext(
                script, Optional.empty(), transactional, TableSizes.UNKNOWN, problems, declared, new Grammar()));
    }

    private static List<Finding> check(ScriptContext context) {
        return RuleCatalogue.rules().stream()
                .flatMap(rule -> {
                    Findings findings = new Findings(rule, context);
                    rule.check(context, findings);
                    return findings.found().stream();
                })
                .toList();
    }

    private static Script script(String sql) {
        return Script.read("script.sql", sql + ";\n");
    }
}

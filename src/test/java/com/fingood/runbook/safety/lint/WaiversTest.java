package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.Waiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class WaiversTest {

    private static final String WAIVER = "-- runbook:waive LK1 reason=\"40 rows\" ticket=FIN-2177\n";
    private static final String INDEX = "CREATE INDEX i ON ledger.currencies (name);\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                WAIVER + INDEX,
                WAIVER + "\n-- why\n" + INDEX,
                "CREATE INDEX i " + WAIVER + " ON ledger.currencies (name);",
                "CREATE INDEX i ON ledger.currencies (name); " + WAIVER,
                "SELECT 1;\n" + WAIVER + INDEX + "SELECT 2;",
                "-- runbook:waive LK1 ticket=FIN-2177 reason=\"40 rows\"\n" + INDEX
            })
    void a_waiver_before_inside_or_at_the_end_of_its_statement_is_taken(String sql) {
        SafetyReport report = check(sql);

        assertThat(report.findings()).isEmpty();
        assertThat(report.waivers()).singleElement().satisfies(waiver -> {
            assertThat(waiver)
                    .extracting(Waiver::rule, Waiver::reason, Waiver::ticket)
                    .containsExactly("LK1", "40 rows", "FIN-2177");
            assertThat(waiver.condition()).contains("ledger.currencies");
        });
    }

    @Test
    void it_waives_one_statement_and_not_the_next() {
        assertThat(check(WAIVER + INDEX + INDEX).findings())
                .extracting(Finding::rule, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("LK1", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- runbook:waive LK1 reason=\"40 rows\"",
                "-- runbook:waive LK1 ticket=FIN-2177",
                "-- runbook:waive LK1 reason=\" \" ticket=FIN-2177",
                "-- runbook:waive LK1 reason=\"ticket=FIN-2177\"",
                "-- runbook:waive LK99 reason=\"40 rows\" ticket=FIN-2177",
                "-- runbook:waive reason=\"40 rows\" ticket=FIN-2177",
                "-- runbook:waiver LK1 reason=\"40 rows\" ticket=FIN-2177",
                "-- runbook:waive LK1 reason=\"40 rows\" ticket=none"
            })
    void an_incomplete_waiver_waives_nothing_and_is_a_finding(String waiver) {
        SafetyReport report = check(waiver + "\n" + INDEX);

        assertThat(report.findings()).extracting(Finding::rule).containsExactlyInAnyOrder("WV1", "LK1");
        assertThat(report.waivers()).isEmpty();
    }

    @Test
    void a_waiver_that_waives_nothing_is_a_finding() {
        assertThat(check(WAIVER + "SELECT 1;").findings())
                .extracting(Finding::rule)
                .containsExactly("WV2");
    }

    @Test
    void a_waiver_in_a_string_is_data() {
        assertThat(check("SELECT '\n" + WAIVER + "';").findings()).isEmpty();
    }

    @Test
    void a_measured_finding_is_waived_by_the_same_comment_and_left_to_the_measurement() {
        SafetyReport text = check("-- runbook:waive LK16 reason=\"at night\" ticket=FIN-1\nSELECT 1;");
        assertThat(text.findings()).isEmpty();

        SafetyReport both = text.with(List.of(measured("LK16", 2)));

        assertThat(both.findings()).isEmpty();
        assertThat(both.waivers()).extracting(Waiver::rule).containsExactly("LK16");
        assertThat(text.with(List.of()).findings()).extracting(Finding::rule).containsExactly("WV2");
        assertThat(text.with(List.of(measured("LK16", 9))).findings())
                .extracting(Finding::rule)
                .containsExactly("WV2", "LK16");
    }

    private static Finding measured(String rule, int line) {
        return new Finding(
                rule,
                Severity.CRITICAL,
                Source.MEASURED,
                "x.sql",
                line,
                null,
                "SELECT",
                "c.",
                "e.",
                "w",
                null,
                null,
                900L);
    }

    private static SafetyReport check(String sql) {
        return SafetyCheck.of(List.of(ScriptFile.of("x.sql", sql)));
    }
}
